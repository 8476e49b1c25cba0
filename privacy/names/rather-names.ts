/**
 * Names that some dictionary holds as a word too (herbs, old tools, plants, English nouns), and that a French text writes for
 * somebody nearly always: first names, from general knowledge. A line all in one case takes them for names.
 */
export const ratherNames: readonly string[] =
  `alexandrine alize alysa anceline astride augustina aubertine camylle cecilie charleen daphne doris elinore emie erine eudoxie eulah fazilet gloria guadalupe guillemette inaya janae jeannie
  kani kayla korina liliana lisbeth liselotte lori luise maissane malin marcelle margit mariana maricarmen marlena melodie melusine mercia metra mieke miray myrtille nais neiva nene octavie
  ranim retha rosie rozina sherry tanja tekla tonya thalia yana zelma zorka adonis anes balthazar benigne bobby bohuslav boniface brennan chester christ clifford derrick diomede edison
  emir ernie eustache ezra fares fiacre florencio francisque gislebert hieronim hugh ilhami ilyan ilyess imrane jorn judson juston kelvin khalifa konrad kwaku lasse leland lester lohan
  ludvik manasse mats maurizio melchior merlin milhan nedim nolhan paciano paterne pepin raxmatulloh sauveur selahattin seraphin silas sjoerd spencer stijn strahinja thore timon tommy
  viviano vukasin youssoupha yuce zack zsolt archange batiste darya eden eleen enrichetta erinn esra florentine julienne laryssa lindy lucina lyse maelan maeliss marjolaine micky mirelle
  nisrine noelyne toluwalope valerian winnie
  alexandra amandine ana chloe clarisse clemence dorothee elise emy fatma florence hatice jana jeanne jeannette jenny josette justine kim lamia laure lexie marguerite maya micheline paulette raja sabine
  sibylle veronique victoria virginie abbas alois alvin amadou amine aubin auguste baptiste barnabe benjamin benoit bernard brandon casimir celestin chris corentin denis gilles guillaume hamza
  henry hilaire houssine jacques joseph jules julien leonard leonardo loris louis marc martin matis maxime moise murat nadir olivier oscar othmane patrice paulin peter regis rene richard
  robert robin salomon scott serge stephan sylvain sylvestre umberto victorien youssouf foulques`.split(/\s+/)
