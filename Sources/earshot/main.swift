import DaemonKit

await Earshot.run()
