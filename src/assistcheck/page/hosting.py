"""Settings for the servers that offices have: IIS reads its own from the folder, that of nginx is an example to take over."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from assistcheck.page.policy import APP, ASK_AGAIN, FOREVER, KEPT_DAYS, MIME_TYPES, headers

WEB_CONFIG, NGINX = "web.config", "nginx.conf.example"
_KEPT = f'cacheControlMode="UseMaxAge" cacheControlMaxAge="{KEPT_DAYS}.00:00:00" cacheControlCustom="public, immutable"'
"""How IIS says that files of a version may be kept."""


def web_config(app: str) -> str:
    """Return the settings for IIS; ``app`` is the folder of the version."""
    types = "\n".join(
        f'      <remove fileExtension="{ending}" />\n      <mimeMap fileExtension="{ending}" mimeType="{kind}" />'
        for ending, kind in MIME_TYPES.items()
    )
    added = "\n".join(
        f'        <remove name="{name}" />\n        <add name="{name}" value={quoteattr(value)} />'
        for name, value in headers().items()
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <directoryBrowse enabled="false" />
    <defaultDocument enabled="true">
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <staticContent>
{types}
      <clientCache cacheControlMode="DisableCache" />
    </staticContent>
    <httpProtocol>
      <customHeaders>
{added}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
  <location path="{app}">
    <system.webServer>
      <staticContent>
        <clientCache {_KEPT} />
      </staticContent>
    </system.webServer>
  </location>
</configuration>
"""


def nginx_example() -> str:
    """Return the settings for nginx, to be put into a folder from which it includes what stands around servers."""
    kinds: dict[str, list[str]] = {}
    for ending, kind in MIME_TYPES.items():
        kinds.setdefault(kind, []).append(ending.removeprefix("."))
    types = "\n".join(f"        {kind} {' '.join(endings)};" for kind, endings in kinds.items())
    added = "\n".join(f'    add_header {name} "{value}" always;' for name, value in headers().items())
    return f"""# Copy this to /etc/nginx/conf.d/assistcheck.conf, and change listen, server_name and root.
map $uri $assistcheck_keeps {{
    "~/{APP}[0-9a-f]+/" "{FOREVER}";
    default "{ASK_AGAIN}";
}}
server {{
    listen 80;
    server_name assistcheck.example;
    root /srv/assistcheck;
    index index.html;
    charset utf-8;
    charset_types text/css text/plain text/javascript;
    types {{
{types}
    }}
    gzip on;
    gzip_types application/wasm application/json text/css text/javascript;
{added}
    add_header Cache-Control $assistcheck_keeps;
    location ~ ^/(?:SHA256SUMS|{WEB_CONFIG.replace(".", "[.]")}|{NGINX.replace(".", "[.]")})$ {{
        return 404;
    }}
}}
"""
