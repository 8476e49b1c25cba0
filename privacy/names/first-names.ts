/**
 * First names of people who live in France, written down from general knowledge (no list was copied): the frequent ones of every
 * generation since 1930 and those of families from the Maghreb, West Africa, Portugal, Italy, Spain, Turkey, Eastern Europe, Asia,
 * the overseas territories, Brittany, Corsica and the Basque country. Lower case, no accents; the two parts of a compound count alone.
 */
const feminine = `
adele adelaide adeline adriana agathe agnes aicha aida aissa aissatou alba albane alexandra alexia alice alicia alienor aline alison alix
alma alycia alyssa amandine ambre amel amelia amelie amina aminata amira ana anais anastasia andrea andree angele angelina angelique anissa anita
ann anna annabelle anne annette annick annie anouk antoinette apolline ariane arlette armelle asma assia assiya astou astrid asya athenais aude
audrey aurelia aurelie aurore ava awa axelle aya ayse aziza barbara beatrice berangere bernadette bernardette berthe bertille betty bianca
binta blanche blandine brigitte camelia camille candice capucine carine carla carmen carole carolina caroline cassandra catarina catherine cathy
cecile cecilia celeste celestine celia celine chafia chahinez chaima chantal charlene charline charlotte chiara chloe christel christele christelle
christiane christina christine claire clara clarisse claudette claudia claudie claudine clea clelia clemence clementine cleo clotilde colette
coline colombe constance coralie corinne cosette coumba cristina cyrielle cynthia dalila danielle danila daniele daphne deborah delphine denise
desiree diane diana dina djamila djeneba dolores dominique dorothee edith edwige elea eleanor eleonore elena eliane elif elina eline elisa elisabeth elise
elizabeth ella ellen elodie elsa elvira elvire emeline emilia emilie emily emma emmanuelle emy enora erika ernestine estelle esther eugenie eva evelyne
fabienne fadila fanny fanta farida fatiha fatima fatma fatna fatou fatoumata faustine fay felicie fernanda fernande fiona firdaous flavie fleur flora
florence floriane flore francine francesca francoise frederique gabriella gabrielle gaelle garance genevieve georgette geraldine germaine
ghislaine ghizlane gilberte gina ginette gisele giulia gladys graziella gwenaelle gwendoline habiba hafida hafsa hajar halima hanae hanane hanna hannah haoua
hasna hatice hayat hawa helena helene heloise henriette hermine hind honorine hortense houda houria huguette ibtissam ida ikram iman imane imene ines ingrid
inna irene irina iris irma isabel isabelle isaure isis ivana jacqueline jade jamila jana jane janine jasmine jeanne jeannette jeannine jennifer jenny
jessica joana joanna jocelyne joelle johanna johanne josephine josette josiane joyce juana judith julia juliana julie juliette justine kadiatou
kadidia karima karine karen katarina katell kathleen katia kelly kenza khadija khadidja khadra kheira khadidiatou kim lamia laetitia laila lana lara laura
laure laureen laurence laurene laurie laurianne lea leana leila lena leonie leonor leontine leslie leticia lexie leyla lila lili lilia liliane lilou lily lina
linda line lisa lise lison livia lola loise lorena lou louane louisa louise lourdes loubna lucette lucia lucie lucienne lucile lucille ludivine
ludmila luisa lydia lydie lyna lyne madeleine madina mae maelle maelys maeva magali magalie maimouna maissa malak malika mallory manon manuela
margaux margot margaret marguerite maria mariam mariama marianne maribel marie marielle marilyne marina marine marion marjorie marlene marlyse marthe martine
marwa maryam maryline maryse maryvonne mathilde maud maude maya megane melanie melina melinda melissa melody meriem merve meryem micheline
michele michelle mila milena mina mireille mireya miriam mona monia monica monique morgane mounia muriel mylene myriam nabila nacera nadege nadia nadine nadejda
naima najat najet najoua naomi nathalie natacha natalia natasha nathanaelle nawal nelly nesrine nicole nina ninon nissa noelie noelle noemie nolwenn nora norah
noor nour nouria oceane odette odile olga olivia olympe ondine ophelie oriane orlane oumou oumayma ouarda oulimata pascale patricia paule
paulette pauline peggy penelope perrine petra philomene philippine pierrette prisca priscilla prune rabia rachel rachida rahma raissa raja ramata rania raphaelle
raymonde rebecca regine reine renee rim rita roberte rokia rolande romane romy rosa rosalie rose roseline roselyne rosine roxane sabah sabine
sabrina sacha sadia safia saida salima sakina salma salome samia samira sana sandra sandrine sara sarah saskia selena selma severine sheila shirley
shana sibylle sidonie sihem sigrid simone sira siham sofia soizic solange solene soline sonia sophia sophie soraya souad soukaina stella stephanie
suzanne suzette suzie svetlana sybille sylvette sylvia sylviane sylvie tamara tania tatiana tess tessa thais thea therese tiffany tina
tiphaine touria valentina valentine valeria valerie vanessa vera veronique victoire victoria vinciane violaine violette virginie viviane wafa wanda wassila
wendy wided xaviere yael yamina yasmina yasmine yasmin yolande yousra ysaline yvette yvonne zahia zahra zainab zakia zara zeinab zelie zeynep zineb zoe zohra zoulikha
thi mai linh lan huong phuong ngoc thuy jing mei ling xin yue hong anh bintou ndeye mariem oumaima rokhaya khady maimouna fanta nafissatou
heimata heiava hinano vaimiti tehani hereiti vaitiare mehiti turia hinatea hinerava herenui vaihere ranitea maimiti moerani mihimana titaina teraura puatea
nassimati anrafati moinaecha ansufati zalihata echati roukia zaina nadjati raoudhoiti zaounaki charifa chamsia amaia oihana nahia itziar ainhoa maialen leire ixone
garazi uxue elixabete anghjula chjara ghjulia lisandra ghjuvanna bleuenn soazig azenor awena xiu ying lihua
`
const masculine = `
aaron abbas abdallah abdel abdelaziz abdelhak abdelkader abdelkrim abdellah abdelmajid abdelmalek abderrahim abderrahmane abdou abdoul
abdoulaye abdourahmane abel abraham achille achraf adam adama adel adem adil adnane adolphe adrian adriano adrien ahmed ahmet aime alain alan albert alberto
aldo alec alejandro aleksander alessandro alex alexander alexandre alexis alfonso alfred ali alioune allan alois alonso alpha alphonse alvaro alvin
amadou amaury ambroise amed amin amine amir amirouche anatole andre andrea andreas andrei andrew andy ange angel angelo anibal anis anthony antoine anton antonin
antonio antony apollinaire arezki ariel aristide armand armando arnaud arnold arsene arthur artur aubin auguste augustin aurele aurelien axel aymen
aymeric ayoub aziz azzedine bachir badr baptiste barnabe bartolome basile bastien beau ben benjamin benoit berkay bernard bertrand bilal bilel blaise
boris boubacar boubakar boualem brahim brandon brice brieuc bruno bryan burak calixte calvin cameron carl carlo carlos casimir cedric celestin cem cemal
cesar charles charlie charly cheikh cherif chris christian christophe christopher claude claudio clement clovis colin come constant constantin corentin cornelius
cosme cyprien cyriaque cyril cyrille cyrus damien dan daniel danny dante daouda dario david denis desire diego diogo dimitri djamel djibril domingos
donatien donovan dorian douglas driss duarte duncan dylan eddy edgar edgard edmond edouard eduardo edwin elhadj eli elian elias elie eliott
elliot eloi elouan emeric emile emilien emilio emmanuel emre enrique enzo eric erik ernest erwan erwann esteban ethan etienne eudes eugene evan
evann ezio fabian fabien fabio fabrice fabrizio fadel fahd faical farid faris fathi fayçal federico felicien felix ferdinand fernando ferhat fethi
fidele filipe firmin flavien florent florentin florian fodé fode fouad foued francesco francis francisco franck francois frank fred freddy frederic fulbert
gabin gabriel gael gaetan garcia gaspard gaston gatien gautier gauthier geoffrey geoffroy george georges gerald gerard germain gervais ghislain giacomo gianni
gilbert gilles gino giorgio giovanni giuseppe goncalo gonzague gonzalo gregoire gregory guillaume gustave guy gwenael habib hadi hafid hakan hakim hamed hamid
hamidou hamza hans harold harouna harry haroun hassan hassane hatem hector helder helmut henri henrique henry herbert herve hicham hilaire hippolyte
hocine honore houssam houssine hubert hugo hugues humbert husseyin huseyin hussein ibrahim ibrahima idriss igor ilan ilian ilies ilyas ilyes imad imran
ioan ion isaac isidore ismael ismail issa issam issouf ivan ivo iyad jack jacky jacob jacques jad jaime jalal jamal james jamel jan jaouad jason jawad jay jean
jeannot jeff jeremie jeremy jerome jerry jesus jihad jim jimmy joachim joan joao joaquim jocelyn joel joey johan johann john johnny jonas jonathan
jordan jorge jose joseph joshua josselin josue juan jules julian julien julio junior juste justin kader kais kamal kamel kamil karel karim karl kassim kaelig
kemal kenan kenneth kenny kenzo kerim kerem kevin khaled khalid khalil killian kilian klaus kylian lahcen lahouari lakhdar lamine lancelot larbi
lassana laurent lazare leandre leandro leo leon leonard leonardo leopold levi lilian lino lionel livio loan loic lorenzo loris lotfi louis loup
louka luc luca lucas lucien ludovic luigi luis luka lukas lyes mabrouk macky madani mady magloire mahamadou mahamat mahdi mahfoud mahmoud malcolm malek
malik malo mamadou mansour manuel marc marceau marcel marcelin marco marcos mario marin marius mark martial martin marvin marwan marwane massimo mateo mateus
mathias mathieu mathis mathys matis matteo matthias matthieu matthis maurice max maxence maxim maxime maximilien mayeul medhi mehdi mehmet melvin michael
michel mickael miguel mike milan milo mircea miroslav modeste modibo moha mohamed mohammed mohand moise mokhtar momar morad mouhamadou mouloud mounir mourad
moussa moustapha muhammed murat musa mustafa mustapha nabil nacer nadim nadir nael nahel naim najib nans napoleon narcisse nasser nassim nathan nathanael neil nelson
nestor nicolas nicolae niels nils nino noah noam noe noel nolan norbert nordine noureddine nuno octave olivier omar onur oscar osman othmane otto
oumar ousmane owen pablo paco paolo pascal patrice patrick paul paulin paulo pawel pedro peter philibert philippe pierre pierrick pietro piotr placide
prosper quentin rachid radouane rafael rafik raimundo ralph ramdane rami ramon ramzi raoul raphael rayan raymond rayane redouane regis remi remy renaud rene
reynald riad ricardo richard rida riyad roan robert roberto robin rocco roch rodolphe rodrigo rodrigue rodrigues roger roland romain roman romaric
romeo romuald ronald ronan rony ruben rudolf rudy rui ryan saad sabri sacha sadek sadio said saidou salah salem salif salim salomon salvatore sam sami samir sammy
samson samuel samy sandro sandy santiago saul scott sean sebastian sebastien sekou selim serge sergei sergio seydou seynabou sidi sidy siegfried silvere simon slimane sofiane
soren souleymane stan stanislas stefan steeve stephan stephane steve steven sulivan sven sylvain sylvere sylvestre tahar tancrede tanguy tarek tariq
tayeb teddy teo thaddee theo theodore theophile thibaud thibault thibaut thierry thomas tiago tidiane tim timeo timothe timothee timothy titouan
tobias tom tomas toni tony toufik toussaint tristan tugdual ugo ulrich ulysse umberto urbain valentin valere valery vasco viktor victor victorien
vincent virgile vitor vivien vladimir wahid walid walter warren wassim werner wesley wilfrid wilfried william willy xavier yacine yacouba yanis yann yannick
yannis yazid yoan yoann yohan yohann younes youness youri youssef youssouf yoni yusuf yvan yves yvon zacharie zachary zakaria zakariya zaki ziad zine zinedine
duc minh tuan hung quang van thanh dung huy wei jun hao ming feng jian lei raj arun suresh kumar ravi teva manutea heimana moana kanoa
mamoudou fousseynou bakary lassina demba samba malick ibou babacar pape modou serigne cheick kouassi kouame koffi yao kofi kwame
goran dragan zoran milos nikola dusan bogdan andrzej krzysztof jakub marek tomasz oleksandr volodymyr dmytro sergiy mykola taras yuri
ander iker xabi beñat mikel peio pascu dumè ghjuvan petru anto doumé yaël joris killyan enguerrand foulques geraud gonzague thibauld cyprian
tamatoa tearii manuarii tunui teraimana tuhiata matahi teriitahi teuira heimanu manaarii chamsidine houssamoudine saindou ahamada toihir dhoihir nourdine
eneko txomin mattin panpi eñaut unai aitor gorka santu saveriu orsu ghjacumu matteu paulu francescu loeiz gwenvael wassissi djewe hnaej
`

const list = (names: string): readonly string[] => [...new Set(names.split(/\s+/).filter(Boolean))]
export const feminineFirstNames = list(feminine)
export const masculineFirstNames = list(masculine)
