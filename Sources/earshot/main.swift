import DaemonKit

await Earshot.main()
