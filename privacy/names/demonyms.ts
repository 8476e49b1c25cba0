/** What people are by their country, without accents, in both genders: no name, though it is often written with a capital. */
export const demonyms: readonly string[] = `
afghan afghane albanais albanaise algerien algerienne allemand allemande americain americaine angolais angolaise armenien armenienne australien
australienne autrichien autrichienne azeri azerbaidjanais azerbaidjanaise bangladais bangladaise belge beninois beninoise bielorusse birman birmane
bolivien bolivienne bosnien bosnienne bresilien bresilienne britannique bulgare burkinabe burundais burundaise cambodgien cambodgienne camerounais
camerounaise canadien canadienne capverdien capverdienne centrafricain centrafricaine chilien chilienne chinois chinoise chypriote colombien colombienne
comorien comorienne congolais congolaise coreen coreenne croate cubain cubaine daghestanais daghestanaise danois danoise djiboutien djiboutienne
dominicain dominicaine egyptien egyptienne equatorien equatorienne erythreen erythreenne espagnol espagnole estonien estonienne ethiopien ethiopienne
finlandais finlandaise francais francaise gabonais gabonaise gambien gambienne georgien georgienne ghaneen ghaneenne grec grecque guadeloupeen
guadeloupeenne guineen guineenne guyanais guyanaise haitien haitienne hongrois hongroise indien indienne indonesien indonesienne irakien irakienne iranien
iranienne irlandais irlandaise islandais islandaise israelien israelienne italien italienne ivoirien ivoirienne japonais japonaise jordanien jordanienne
kazakh kazakhe kenyan kenyane kirghize kosovar kosovare kurde laotien laotienne letton lettone libanais libanaise liberien liberienne libyen libyenne
lituanien lituanienne luxembourgeois luxembourgeoise macedonien macedonienne mahorais mahoraise malgache malien malienne malaisien malaisienne marocain
marocaine martiniquais martiniquaise mauricien mauricienne mauritanien mauritanienne mexicain mexicaine moldave mongol mongole montenegrin montenegrine
mozambicain mozambicaine nepalais nepalaise neerlandais neerlandaise nigerian nigeriane nigerien nigerienne norvegien norvegienne ougandais ougandaise ouzbek
ouzbeke pakistanais pakistanaise palestinien palestinienne paraguayen paraguayenne peruvien peruvienne philippin philippine polonais polonaise portugais
portugaise reunionnais reunionnaise roumain roumaine russe rwandais rwandaise sahraoui sahraouie salvadorien salvadorienne senegalais senegalaise serbe
sierra-leonais singapourien slovaque slovene somalien somalienne soudanais soudanaise sri-lankais sri-lankaise suedois suedoise suisse surinamais surinamaise
algerian american angolan argentinian armenian australian austrian azerbaijani bangladeshi belarusian belgian beninese bolivian bosnian brazilian bulgarian cambodian cameroonian canadian
chadian chilean colombian congolese croatian cuban cypriot danish dominican dutch ecuadorian egyptian eritrean estonian ethiopian finnish gabonese gambian ghanaian guatemalan guinean haitian
honduran hungarian icelandic indonesian iranian iraqi irish israeli italian ivorian jamaican japanese jordanian kenyan korean kosovan kuwaiti lebanese liberian libyan lithuanian malaysian
malian maltese mauritanian mauritian mexican moldovan mongolian moroccan mozambican nepalese nigerian norwegian pakistani palestinian paraguayan peruvian portuguese romanian russian rwandan
senegalese serbian sierra-leonean singaporean slovenian somali spanish sudanese swedish syrian tanzanian togolese tunisian turkish ugandan ukrainian uruguayan uzbek venezuelan vietnamese yemeni zambian zimbabwean
syrien syrienne tadjik tadjike tanzanien tanzanienne tchadien tchadienne tcheque tchetchene thailandais thailandaise tibetain tibetaine togolais togolaise
tunisien tunisienne turc turque turkmene ukrainien ukrainienne uruguayen uruguayenne venezuelien venezuelienne vietnamien vietnamienne yemenite zairois
zairoise zambien zambienne zimbabween zimbabweenne
`
  .trim()
  .split(/\s+/)
