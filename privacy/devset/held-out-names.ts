import { feminineFirstNames, masculineFirstNames } from '../names/first-names.ts'
import { surnames } from '../names/surnames.ts'
import type { Names } from './fill.ts'
import type { Random } from './random.ts'

/** Names that are in none of the detector's lists (a test says so): one name in three of the development set. */
export const heldOutFirstNames =
  'Ghyslain Maïlys Tiphanie Loreleï Wilhelmine Aldric Eymeric Swann Ombeline Isaline Enora-Lou Fulgence Théodora Sixtine Amandin Gontran Ysé Hermance Solal Tibère Anaël Bineta Djeinaba Mamita Souhila Fettouma Abdenour Mouctar Ousseynou Thuận Quỳnh Yevgenia Radosław Ileana Gheorghe Özlem Şükrü Nuria Xabier Maïwenn Kelig Tugdualine Lisandru Vannina Teiva Poerava Moïra Dorine Élissa Guilaine'.split(
    ' ',
  )
export const heldOutSurnames =
  'Vaubourg Quilleré Trémolières Bazelaire Cottenceau Desjobert Fauquembergue Guéranger Habonneau Joncheray Kerzerho Lambrechts Malgrange Noirmain Ozenne Pécresson Quenouillère Rabasté Sandrier Tourvieille Urvoas Vandaele Wattebled Yvernault Zaoui Bensoussane Tchakaloff Mbarga Nkounkou Razafindrakoto Andriamana Ratsimba Oyono Essomba Kpodar Agbodjan Houngbédji Sawadogo Zongo Compaoré Ilboudo Ben-Ammar Ouchène Aït-Kaci Boukhalfa Zemmouri Chekroun Bouhafs Guendouzi Laaroussi Mezouar Tlemçani Karadağ Çakmak Öztürkmen Papadopoulos Stavridis Wojciechowski Grzeszczak Mihăilescu Constantinescu Pavlović Đorđević Nascimento Figueiredo Vasconcelos Etxeberria Goikoetxea Zubizarreta Le Quintrec Le Bouëdec de Kermadec du Tertre de La Morandière d’Hauterives Saint-Aubert Vieillefosse Bonnemaison Chantraine Courtecuisse Malaterre Passelaigue Tréguier Lhuissier Crèvecœur Dieudonné-Ferry Brisseau Chaumeton Duprilot Escoffre Fromantin Gourdon Hacquard Issartel Jarrousse Labrousse Maynard Nougaret Odoul Pradal Rozière Soubeyran Teyssier Vialatte'
    .replaceAll('Le Quintrec', 'Le_Quintrec')
    .replaceAll('Le Bouëdec', 'Le_Bouëdec')
    .replaceAll('de Kermadec', 'de_Kermadec')
    .replaceAll('du Tertre', 'du_Tertre')
    .replaceAll('de La Morandière', 'de_La_Morandière')
    .split(' ')
    .map((name) => name.replaceAll('_', ' '))

const capitalised = (name: string): string => name[0]!.toUpperCase() + name.slice(1)
const HELD_OUT_SHARE = 0.33
const firstNames = [...feminineFirstNames, ...masculineFirstNames]

/** Names of the development set: two in three known, one in three never seen. */
export const developmentNames: Names = {
  first: (random: Random) =>
    random.chance(HELD_OUT_SHARE) ? random.pick(heldOutFirstNames) : capitalised(random.pick(firstNames)),
  last: (random: Random) =>
    random.chance(HELD_OUT_SHARE) ? random.pick(heldOutSurnames) : capitalised(random.pick(surnames)),
}
