"""The connections of a server, by the camera they asked for."""


class Clients:
    def __init__(self, server):
        self._cameras = {}
        server.connect("client-connected", lambda _, client: self._follow(client))

    def close(self, camera=None):
        """Closes those of one camera, or all."""
        for client, asked in list(self._cameras.items()):
            if camera in (None, asked):
                client.close()

    def _follow(self, client):
        self._cameras[client] = None
        client.connect("describe-request", self._describe)
        client.connect("closed", lambda closed: self._cameras.pop(closed, None))

    def _describe(self, client, context):
        self._cameras[client] = context.uri.abspath.strip("/")
