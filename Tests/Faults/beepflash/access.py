"""Who may see the camera, and whether others may see what is sent."""

from .gstreamer import Gio, GstRtsp, GstRtspServer

_METHODS = {"basic": GstRtsp.RTSPAuthMethod.BASIC, "digest": GstRtsp.RTSPAuthMethod.DIGEST}
_ROLE = "viewer"


class Access:
    """One user with one password, asked for by basic or digest authentication, or anybody; with a certificate over TLS only."""

    def __init__(self, server, factory, method, user, password, certificate=None):
        """`certificate` is the path of a PEM file that holds the key too."""
        self._server, self._method, self._user = server, method, user
        self._certificate = certificate and Gio.TlsCertificate.new_from_file(certificate)
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role(_ROLE, "media.factory.access", True)
        permissions.add_permission_for_role(_ROLE, "media.factory.construct", True)
        factory.set_permissions(permissions)
        self.set_password(password)

    def set_password(self, password):
        """Only requests with this password are let in from now on."""
        auth = GstRtspServer.RTSPAuth.new()
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", _ROLE)
        if self._certificate:
            auth.set_tls_certificate(self._certificate)
        if self._method in _METHODS:
            auth.set_supported_methods(_METHODS[self._method])
        if self._method == "digest":
            auth.add_digest(self._user, password, token)
        elif self._method == "basic":
            auth.add_basic(GstRtspServer.RTSPAuth.make_basic(self._user, password), token)
        else:
            auth.set_default_token(token)
        self._server.set_auth(auth)
