"""Who may see the camera."""

from .gstreamer import GstRtsp, GstRtspServer

_METHODS = {"basic": GstRtsp.RTSPAuthMethod.BASIC, "digest": GstRtsp.RTSPAuthMethod.DIGEST}
_ROLE = "viewer"


class Access:
    """One user with one password, asked for by basic or digest authentication."""

    def __init__(self, server, factory, method, user, password):
        self._server, self._method, self._user = server, method, user
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role(_ROLE, "media.factory.access", True)
        permissions.add_permission_for_role(_ROLE, "media.factory.construct", True)
        factory.set_permissions(permissions)
        self.set_password(password)

    def set_password(self, password):
        """Only requests with this password are let in from now on."""
        auth = GstRtspServer.RTSPAuth.new()
        auth.set_supported_methods(_METHODS[self._method])
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", _ROLE)
        if self._method == "digest":
            auth.add_digest(self._user, password, token)
        else:
            auth.add_basic(GstRtspServer.RTSPAuth.make_basic(self._user, password), token)
        self._server.set_auth(auth)
