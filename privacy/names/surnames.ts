/**
 * Surnames borne in France, written down from general knowledge (no list was copied): the frequent ones of each region, and those of
 * families from elsewhere. Lower case, no accents. A name that is also a common word is here too: the context decides (`person.ts`).
 */
const names = `
martin bernard thomas petit robert richard durand dubois moreau laurent simon michel lefebvre leroy roux david bertrand morel fournier girard
bonnet dupont lambert fontaine rousseau vincent muller lefevre faure andre mercier blanc guerin boyer garnier chevalier francois legrand gauthier garcia
perrin robin clement morin nicolas henry roussel mathieu gautier masson marchand duval denis dumont marie lemaire noel meyer dufour meunier
brun blanchard giraud joly riviere lucas brunet gaillard barbier arnaud martinez gerard roche renard schmitt roy leroux colin vidal caron
picard roger fabre aubert lemoine renaud dumas lacroix olivier philippe bourgeois pierre benoit rey leclerc payet rolland leclercq guillaume lecomte
lopez jean dupuy guillot hubert berger carpentier sanchez dupuis moulin louis deschamps huet vasseur perez boucher fleury royer klein jacquet
adam paris poirier marty aubry guyot carre charles renault charpentier menard maillard baron bertin bailly herve schneider fernandez collet leger bouvier julien
prevost millet perrot daniel lebrun germain breton langlois remy le rodriguez hoarau besson leveque bouchet lejeune ribeiro delmas
pelletier chauvin jacob gonzalez rodrigues barre lebon poulain renou tessier cousin boulanger lamy marechal hamon etienne etienneau hernandez
carlier weber guichard marion charrier lemaitre perrier michaud mallet monnier pons collin ollivier pichon humbert gilbert maury lesage albert besnard benard
reynaud guillet gomez martins gros pereira barthelemy chauvet coulon fischer legros cordier antoine bailleul camus buisson bigot hardy guillon pasquier briand imbert launay
verdier mace joubert devaux blanchet delattre gillet lacombe leblanc ferrand weiss evrard rossi gaudin vallee bodin valentin alexandre lebreton voisin
sauvage levy marin tran nguyen coste chartier seguin carpentier lelievre laine regnier maillot raynaud bousquet rossignol jourdan leconte hebert vaillant da silva dos santos ferreira
didier pineau normand guyon lefort ferre cohen georges grondin bazin rousset lacoste toussaint gregoire masse fouquet thibault tanguy baudry allard
turpin ruiz delaunay blondel bonneau besse alves texier peltier riou salmon auger gilles lombard maurice chevallier potier couturier delannoy descamps dupre vallet
bruneau navarro torres costa goncalves lopes gomes fernandes oliveira sousa almeida carvalho teixeira pinto marques moreira soares dias mendes nunes correia
merle boutin chauveau rault foucher maurin morvan grenier thierry serre combes duhamel guibert prigent leduc bocquet pascal courtois jacques jacquot mahe parent neveu
marchal rault pages lagarde rodier tissot chapuis thiery gervais dufresne dujardin duclos ducrocq delorme deleuze delage delcourt desbois descombes deslandes despres devos dewitte dhont diallo
traore coulibaly diarra keita konate kone toure sow ba bah barry camara sissoko sidibe cisse diop ndiaye fall gueye faye sarr sy seck thiam mbaye diouf niang sall kane wade dieng
ouattara sanogo dembele doumbia fofana sangare bamba soumahoro kouassi kouame yao koffi konan diakite bathily sakho soumare drame dia ly
benali benamar benameur bensaid benhamou ben hadj haddad hamidi hamdi amrani alaoui bennani berrada chraibi idrissi tazi fassi lahlou slimani brahimi
belkacem belhadj bouazza bouzid boudjemaa bouchareb chaoui cherif dahmani djebbar ferhat ghezali guessoum hadji hamadi kaci kadri khelifi larbi lounis mansouri
mebarki meziane mokhtari mokrane moussaoui nasri ouali ould rahmani saadi saidi salhi slimane taleb tahri toumi yahiaoui zerrouki ziani zidane zitouni
trabelsi jaziri gharbi ayari hammami mejri ben salah chebbi bouaziz jlassi dridi khemiri elkadi elmansouri elidrissi el amrani
yilmaz kaya demir sahin celik yildiz yildirim ozturk aydin ozdemir arslan dogan kilic aslan cetin kara koc kurt
kowalski nowak wisniewski kaczmarek lewandowski wojcik zielinski szymanski popescu ionescu popa radu stan dumitru petrov ivanov dimitrov kovacs horvat novak jovanovic
petrovic nikolic markovic shevchenko kovalenko bondarenko tkachenko melnyk ivanova sokolov smirnov
le pham phan dang bui ho ngo duong ly huynh hoang truong wang li zhang liu chen yang huang zhao wu zhou xu sun zhu lin
singh kumar sharma patel khan ahmed hussain rahman begum islam kaur mohamed ali hassan abdallah
legall legoff leguen lebihan lebras lecorre legal leroux lemoal leborgne quere quemener kervella kerebel kermarrec guivarch jaouen jezequel le goff
abgrall bihan cadiou corre floch gourvennec gueguen guillou henaff kerdoncuff kerjean lagadec madec moal morvan nedelec omnes pennec perennou pouliquen riou rolland salaun tanguy thomas
colonna casanova santoni mattei leca luciani paoli giudicelli albertini agostini filippi franceschi orsini poli
etcheverry etchegaray ibarra elissalde harispe duhalde irigoyen bidegain larralde iriart hiriart
klein muller schmidt schmitt schneider meyer weber wagner becker hoffmann schaefer koch bauer richter wolf schroeder neumann schwartz zimmermann
kieffer muhl burger walter ritter jung keller huber steiner mayer baumann ziegler kuntz
vandamme vandenberghe vanhoutte verhaeghe dewulf declercq lefebvre delplanque delaporte leclercq carlier lemaire decroix dubrulle wattel caudron hennebelle
payet hoarau grondin boyer fontaine riviere maillot dijoux lebon rivière turpin techer robert ethève nativel mussard sautron
bellegarde jeanbaptiste cesaire celestine zobda marielouise bazile rosier lurel ballet naigre tirolien
temaru tehaaroa teriierooiterai tuheiava pouira teihotu wamytan tein wea naisseline
bourdon bourgoin boivin bossard bouquet bouteiller boutet bouvet brault briere brossard brossier cadet calvet cambon carrere castel cazenave
chabert chambon champion chapelle chaput chardon charron chatelain chauvel chevrier choquet claudel clerc combe constant cordonnier cornu cottin coudert
courtin cros dauphin daumas david debray delahaye delamare delarue deltour denoyelle derrien desmarais desmoulins devillers didelot diot dolle doucet drouet drouin
dubreuil duchamp duchemin duchene ducros duffau dufay dumoulin duplessis duponchel duprat duquesne durieux dutertre duvivier esnault estève esteve fabry faucher favier favre
favreau fayolle ferrer ferrier flament forestier forget fortin fougeres fournel frey gallet gallois gandon gardien garreau gaubert gaudry gay gendron genin geoffroy
georget gibert gicquel gilot giordano girardin glasser gobert godard godefroy godin gonin gosselin goujon goulet grandjean granger gras gravier grimaud guerineau guignard
guilbert guillemin guillemot guilloux hamel heitz henriot heraud hervieu hue huguet husson jacquemin jamet janin jardin joly josse jouan jouve jullien labbe laborde lacaze lachaud
lafon lafond lafont lagrange lahaye lalanne lallemand lamarque lambolez landais landry lang lapeyre laporte larcher larue lasserre latour laval lavergne lavigne
lebas lebeau leblond lecocq lecoq ledoux lefranc legendre leguay lemaigre lemonnier lenoir lepage lepretre leriche lerouge lesueur letellier levasseur leveille lhomme
loiseau loison lorin louvet luneau magnier maire malet marais marcel marchais marguerite marquet marteau martel massé mathis maugis mauger mayer maze menant mesnard
michelet mignot millot mirabel moine monier monnet montagne montagnon moreno morice mouton munier nadeau naud neuville noiret oger paillard papin pariset pasquet
patry payen pelissier perrault perret petitjean peyre picot pierron pinson plantier poincot poisson pommier portier potel pottier poupard pouget prat prost provost pruvost pujol
quentin rabier raffin raimbault ramos raymond reboul redon regnault renaudin revel ribot richer ricard rigal rigaud rivet rivoire robichon rocher roland romero rondeau roques
rougier roussin rouviere ruffin sabatier salomon samson sauvageot savary segura sellier senechal serrano simonet soler sorel soulier tardieu tavernier terrier thevenot thibaud tissier tournier trouillet
vacher valette vannier varin vaugeois vautier verger vernet vernier veron viard viaud vigneron vignon villard villeneuve vincenot viollet vivier wagner winter zimmer
fontenelle beaumont bellamy bertho kerlan lemercier lenormand montel santerre verdun castelnau rochefort
smith johnson williams brown jones miller davis wilson taylor anderson jackson white harris thompson clark lewis walker young king wright scott green baker hill
rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti deluca mancini rizzo lombardi moretti barbieri santoro
`
export const surnames: readonly string[] = [...new Set(names.split(/\s+/).filter((name) => name.length > 1))]
