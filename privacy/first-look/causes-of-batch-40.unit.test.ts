import { expect, test } from 'vitest'
import { detect } from '../detect.ts'

/** What the half of batch 40 that was read showed to be missed or mistaken, in other words than its own; beside each mend, what it must leave alone. */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

test.each([
  // Whoever trades under their own name
  ['Titulaire : EI Solange Kerbrat (paysagiste)', ['PERSON Solange Kerbrat']],
  ['Dénomination : EI Louis Castel', ['PERSON Louis Castel']],
  ['Lot 3 attribué à EI Odile Chantraine, 12 400 € HT', ['PERSON Odile Chantraine']],
  // What stays beside these mends
  ['Conducteur : Solange Kerbrat', ['PERSON Solange Kerbrat']],
  ['Sonde vers 10.4.11.8 : aucune réponse', ['IP 10.4.11.8']],
  ['Bascule du serveur 10.2.0.4 vers 10.2.0.9', ['IP 10.2.0.4', 'IP 10.2.0.9']],
  ['Solange Kerbrat comet watcher', ['PERSON Solange Kerbrat']],
])('finds %j', (text, expected) => expect(found(text)).toEqual(expected))

test.each([
  // Versions
  '## 2.14.0.3 (2026-01-12)\n- fix: labels',
  '### 5.0.11.2\n- chore: tests',
  '# Notes\n\n## 1.9.0.4 — 3 mars 2026\n- correction du tri',
  'Charte graphique, rev 1.4.0.2',
  'Plan de la halle, révision B-2.0.1.6',
  'Cahier des charges (rév. 3.2.0.1)',
  // What science calls after somebody
  'The Euler equation and the Poisson distribution are in the notes.',
  "Halley's comet comes back in 2061; Noether's theorem does not.",
  'Table 4: Gini coefficient, then the Poisson distribution.',
  'docs: explain the Levenshtein distance and the Hamming weight',
  // Labels cut short or above another
  'Mandataire :\n  Dénomination : SARL Les Toits du Velay',
  'Demandeur :\n  Désignation : SAS Bativox',
  'Bénéficiaire :\n  Qualité : association',
  'Exp. : service du courrier\nCond. : voir au verso\nDest. : le greffe',
])('leaves %j alone', (text) => expect(found(text)).toEqual([]))
