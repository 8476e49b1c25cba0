import { check, rules } from './checks/index.ts'
import { readdirSync, writeFileSync } from 'node:fs'
const offline = rules.filter((r) => r.source !== 'endpoint' && !r.needs.includes('advisories'))
const only = process.argv[2]
const all: any[] = []
for (const name of readdirSync('/tmp/oss/src')) {
  if (only && !name.includes(only)) continue
  const t = Date.now()
  const r = await check({ path: '/tmp/oss/src/' + name, rules: offline, language: 'en' })
  const c: any = {}
  for (const x of r.checks) c[x.verdict] = (c[x.verdict] ?? 0) + 1
  console.error(name, Date.now() - t, JSON.stringify(c), r.checks.filter(x=>x.verdict==='error').map(x=>x.id+': '+x.findings[0]?.message).slice(0,2))
  for (const x of r.checks) if (x.verdict === 'fail') for (const f of x.findings) all.push([name, x.id, `${f.path ?? ''}:${f.line ?? ''}`, f.message])
}
writeFileSync('/tmp/oss/fails.tsv', all.map((r) => r.join('\t').replace(/\n/g,' ')).join('\n'))
