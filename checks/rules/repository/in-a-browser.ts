/** Code that only a browser runs, told by the package that holds it: what it asks for draws pages, and nothing in it answers requests. */
import type { Packages } from '../../facts.ts'
import { folderOf } from './subject.ts'

const draws = /^(?:react-dom|vue|@angular\/core|svelte|preact|solid-js|lit|@vue\/cli-service|react-scripts)$/
const answers =
  /^(?:express|fastify|koa|hono|next|nuxt|@nestjs\/core|@hapi\/hapi|@adonisjs\/core|@sveltejs\/kit|@remix-run\/.*|@angular\/ssr|astro|electron|node-cron|pg|mysql2?|mongoose|mongodb|better-sqlite3|sequelize|typeorm|@prisma\/client|knex|redis|ioredis)$/

export function runsInABrowser({ manifests }: Packages): (path: string) => boolean {
  const folders = manifests
    .filter(({ ecosystem }) => ecosystem === 'npm')
    .map(({ path, dependencies }) => ({
      folder: folderOf(path),
      browser:
        dependencies.some(({ name }) => draws.test(name)) && !dependencies.some(({ name }) => answers.test(name)),
    }))
    .sort((a, b) => b.folder.length - a.folder.length)
  return (path) =>
    /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path) &&
    (folders.find(({ folder }) => folder === '' || path.startsWith(`${folder}/`))?.browser ?? false)
}
