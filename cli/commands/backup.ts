/** `socle backup` and `socle restore`: a copy of everything that a Socle keeps, and its way back. */
import { spawn } from 'node:child_process'
import { copyFileSync, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pipeline } from 'node:stream/promises'
import { operationsRoutes } from '@socle/contracts/operations/operations'
import { callApi, dataFolderHere } from '../api.ts'
import type { Command } from '../command.ts'
import { print } from '../command.ts'
import { exitCodes, fileRefused, wrongUse } from '../errors.ts'

const restorer = fileURLToPath(new URL('../../server/restore.ts', import.meta.url))

export const backup: Command = {
  name: 'backup',
  usage: 'socle backup FOLDER',
  summary: {
    fr: 'Copie tout ce que garde le Socle de cette machine, sans l’arrêter',
    en: 'Copies everything that the Socle of this machine keeps, without stopping it',
  },
  help: [
    {
      option: 'FOLDER',
      meaning: {
        fr: 'dossier neuf ou vide ; il n’existe que si la copie est entière et relue. Il contient secrets.key : gardez-le comme un secret',
        en: 'new or empty folder; it exists only when the copy is whole and was read again. It holds secrets.key: keep it as a secret',
      },
    },
  ],
  options: {},
  arguments: 1,
  async run({ positionals: [given], language }) {
    const folder = folderGiven(given, 'backup')
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw fileRefused(folder, {
        fr: 'ce dossier n’est pas vide. Donnez-en un neuf : une copie n’en remplace jamais une autre.',
        en: 'this folder is not empty. Give a new one: a copy never replaces another.',
      })
    const partial = `${folder}.partial`
    rmSync(partial, { recursive: true, force: true })
    try {
      mkdirSync(partial, { recursive: true, mode: 0o700 })
      const { file } = await callApi(operationsRoutes.backup, {})
      await pipeline(file!, createWriteStream(join(partial, 'database.jsonl'), { mode: 0o600 }))
      const key = join(dataFolderHere(), 'secrets.key')
      if (existsSync(key)) copyFileSync(key, join(partial, 'secrets.key'))
      if ((await runRestorer(['--verify', partial])) !== 0)
        throw fileRefused(folder, {
          fr: 'la copie n’est pas entière : rien n’a été gardé. Recommencez.',
          en: 'the copy is not whole: nothing was kept. Try again.',
        })
      renameSync(partial, folder)
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
    print({ fr: `Copie gardée dans ${folder}.`, en: `Copy kept in ${folder}.` }[language])
    return exitCodes.passed
  },
}

export const restore: Command = {
  name: 'restore',
  usage: 'socle restore FOLDER',
  summary: {
    fr: 'Remplit un Socle vide et arrêté avec une copie, entièrement ou pas du tout',
    en: 'Fills an empty, stopped Socle from a copy, wholly or not at all',
  },
  help: [
    {
      option: 'FOLDER',
      meaning: {
        fr: 'dossier écrit par « socle backup » ; la destination est celle des paramètres (SOCLE_DATA, DATABASE_URL)',
        en: 'folder that “socle backup” wrote; the destination is that of the parameters (SOCLE_DATA, DATABASE_URL)',
      },
    },
  ],
  options: {},
  arguments: 1,
  run: async ({ positionals: [given] }) => runRestorer([folderGiven(given, 'restore')]),
}

function folderGiven(given: string | undefined, command: string): string {
  if (given === undefined) throw wrongUse({ fr: 'Donnez un dossier.', en: 'Give a folder.' }, command)
  return resolve(given)
}

/** The part of the server that knows the copies, as a process of its own: the command knows no database. */
const runRestorer = (args: readonly string[]): Promise<number> =>
  new Promise((settle, fail) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', restorer, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('error', fail)
    child.once('exit', (code) => settle(code ?? exitCodes.inconclusive))
  })
