/**
 * Given names that many people of France bear, small letters, without diacritics. Those that are as often a word of a page or
 * a tool (rose, france, iris, max, ruby…) are left out: a value that nobody can tell apart is left to a person.
 */
export const givenNames: ReadonlySet<string> = new Set(
  `abdel abdelkader abdoulaye adam adele adrien agathe agnes ahmed aicha alain albane alex alexandra alexandre alexis ali alice
alicia aline alix amandine amelie amina aminata anais andre andrea andree ange-marie angelique anissa anita anna anne annick annie
antoine antonin antonio apolline ariane arlette armand arnaud arthur astrid aude audrey aurelia aurelie aurelien aurore axel aymeric
baptiste barbara basile bastien beatrice benedicte benjamin benoit bernadette bernard bertrand bilal blaise boris brahim brice
brigitte bruno camille carine carole caroline catherine cecile cedric celeste celia celine charlene charles charlotte chantal
chloe christelle christian christiane christine christophe clara clarisse claude claudette claudine clemence clement clotilde
colette coline coralie corentin corinne cyril cyrille damien daniel daniele danielle david deborah delphine denis denise diane didier
djamila dominique dorothee edith edmond edouard elena eleonore eliane elias eliott elisa elisabeth elise ella elodie eloise elsa emile
emilie emilien emma emmanuel emmanuelle enzo eric erwan esteban estelle esther etienne eugene eugenie eva evelyne fabian fabien
fabienne fabrice fanny farid fatiha fatima fatou felix ferdinand fernand florence florent florian francine francis franck francois
francoise frederic frederique gabin gabriel gabrielle gael gaelle gaetan gaston genevieve georges georgette gerald geraldine gerard
germain germaine ghislaine gilbert gilles ginette gisele gregoire gregory guillaume gustave guy hamid hanna hassan helene heloise henri
henriette herve hocine hugo huguette ibrahim ines ingrid isabelle ismael ivan jacqueline jacques james jamila jean jeanne jeannine
jennifer jeremy jerome jessica joachim joel joelle johan johanna jonathan jordan joris jose josephine josette josiane josselin jules
julie julien juliette justine karen karim karima karine kelly kevin khadija laetitia lamine laura laure laurence laurent lea leila
leon leonie leopold liliane lilou lina lisa loic lola lorenzo louane louis louise louna luca lucas lucie lucien lucienne ludivine
ludovic lydie mael maelle maeva magali mahmoud malika mamadou manon manuel marc marcel marcelle margaux margot marguerite maria marianne
marie marie-claude marie-france marie-therese marion marius marlene marthe martial martine maryse mateo mathias mathieu mathilde
mathis matthieu maud maurice maxence maxime mehdi melanie melissa michel michele micheline mickael mireille mohamed monique morgane
moussa mourad muriel mustapha myriam nabil nadege nadia nadine nathalie nathan nicolas nicole noe noel noemie nora norbert odette odile
olivier ophelie oscar ousmane pascal pascale patrice patricia patrick paul paulette pauline perrine philippe pierre pierrette pierrick
quentin rachel rachid raoul raphael raymond raymonde regine regis rejane remi remy renaud rene renee richard robert robin rodolphe
roger roland rolande romain romane romeo ronan sabine sabrina salome samia samir samuel sandra sandrine sarah sebastien serge severine
sidonie simon simone sofia solange solene soraya sophie stella stephane stephanie suzanne sylvain sylvaine sylvette sylviane sylvie
tanguy tatiana thea theo theodore therese thibault thibaut thierry thomas timothee tiphaine tom tristan ugo ulysse valentin valentine
valerie vanessa veronique vincent virgile virginie viviane wassim wilfried william xavier yacine yanis yann yannick yasmina yoann yohan
youssef yves yvette yvon yvonne zineb zoe`.split(/\s+/),
)
