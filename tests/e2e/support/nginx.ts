// A real nginx with the configuration of public/hosting, as an ordinary process with a folder of its own.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answer } from "./answer.ts";
import { freePort } from "./free_port.ts";

const DELIVERED = fileURLToPath(new URL("../../../public/hosting/nginx/", import.meta.url));

/** What Debian's own nginx.conf does, for somebody who is not the system. */
const AROUND = `
  load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
  daemon off;
  master_process off;
  pid nginx.pid;
  error_log stderr warn;
  events {}
  http {
    access_log off;
    include /etc/nginx/mime.types;
    client_body_temp_path kept/body;
    proxy_temp_path kept/proxy;
    fastcgi_temp_path kept/fastcgi;
    uwsgi_temp_path kept/uwsgi;
    scgi_temp_path kept/scgi;
    include site.conf;
  }
`;

export class Nginx {
  private constructor(
    private readonly process: ChildProcess,
    /** The site as it is in production. */
    readonly secure: string,
    /** The same on plain http. */
    readonly plain: string,
    /** What leads from http to https. */
    readonly redirect: string,
    readonly folder: string,
  ) {}

  /** Serves `dist`, and the API of `api`, until it is stopped. */
  static async start(folder: string, dist: string, api: string): Promise<Nginx> {
    const [secure, plain, redirect] = await Promise.all([freePort(), freePort(), freePort()]);
    mkdirSync(join(folder, "kept"), { recursive: true });
    cpSync(DELIVERED, join(folder, "innboks"), { recursive: true });
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem"];
    const certificate = ["req", "-x509", "-subj", "/CN=localhost", "-days", "2", ...key, "-out", "certificate.pem"];
    execFileSync("openssl", certificate, { cwd: folder, stdio: "pipe" });
    const values: [string, string][] = [
      ["127.0.0.1:4180", new URL(api).host.replace("localhost", "127.0.0.1")],
      ["/srv/innboks", `"${dist}"`],
      ["listen 443 ssl http2;", `listen 127.0.0.1:${secure} ssl http2; listen 127.0.0.1:${plain};`],
      ["listen 80;", `listen 127.0.0.1:${redirect};`],
      ["/etc/ssl/certs/innboks.pem", "certificate.pem"],
      ["/etc/ssl/private/innboks.key", "key.pem"],
      // How tests log in is no part of the app.
      ["location / {", "location /stand-in/ { proxy_pass http://innboks_api; } location / {"],
    ];
    writeFileSync(
      join(folder, "site.conf"),
      values.reduce(replaced, readFileSync(join(DELIVERED, "site.conf"), "utf8")),
    );
    writeFileSync(join(folder, "nginx.conf"), AROUND);
    const path = `${process.env["PATH"]}:/usr/sbin`;
    const running = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, PATH: path },
    });
    const nginx = new Nginx(
      running,
      `https://localhost:${secure}`,
      `http://localhost:${plain}`,
      `http://localhost:${redirect}`,
      folder,
    );
    await nginx.listening();
    return nginx;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    if (this.process.kill()) await ended;
  }

  /** Comes back when it answers; fails with its own words. */
  private async listening(): Promise<void> {
    let words = "";
    let failed: Error | undefined;
    this.process.stderr?.on("data", (part) => (words += part));
    this.process.once("error", (error) => (failed = error));
    for (;;) {
      if (failed) throw failed;
      if (this.process.exitCode !== null) throw new Error(`nginx ended: ${words}`);
      const there = await answer(this.plain, { path: "/" }).catch(() => null);
      if (there) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** `text` with what differs between sites, which stands there once. */
function replaced(text: string, [value, ours]: [string, string]): string {
  const [before, after, ...more] = text.split(value);
  if (after === undefined || more.length) throw new Error(`${value} stands ${more.length ? "twice" : "nowhere"}`);
  return `${before}${ours}${after}`;
}
