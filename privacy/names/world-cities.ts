/** Two words that name a place together. */
export const placePairs: readonly string[] = [
  'burkina faso',
  'costa rica',
  'diego garcia',
  'el salvador',
  'hong kong',
  'jan mayen',
  'los angeles',
  'porto rico',
  'san francisco',
  'san marin',
  'sao paulo',
  'sao tome',
  'sierra leone',
  'sri lanka',
  'viet nam',
]

/** Towns of the world, countries and continents that French administrations write about, written from general knowledge; no accents, parts of names apart. */
export const worldCities: readonly string[] = `
afrique amerique antilles arabie asie bosnie burkina comores coree costa feroe guinee herzegovine levallois myanmar boulogne billancourt oceanie papouasie sahara svalbard timor tobago tome
vintimille wallis futuna zelande aisne allier aube ardennes aveyron caledonie
maupiti raiatea moorea rurutu tubuai rimatara raivavae makemo fakarava tikehau manihi takaroa takaroto mangareva nuku hiva tahuata tautira papenoo
hitiaa taravao teahupoo papeari mataiea vaitape tiga belep poum hienghene yate moindou foa boulouparis ponerihouen touho sarramea farino sigave utu
labattoir mtsangamouji passamainty kaweni majicavo camopi ouanary montsinery tonnegrande iracoubo awala yalimapo javouhey mafate desirade vauclin
gustavia macouba capesterre
heidelberg freiburg mayence mainz saarbrucken karlsruhe mannheim dresden hannover tubingen bonn potsdam weimar lubeck bavaria baviere tuscany catalonia
andalusia andalousie flanders flandre wallonia wallonie ghent tournai courtrai ostende trieste verone salamanque valladolid bergame lucques swansea aberdeen
sheffield plymouth exeter brighton wexford waterford
aarhus abuja accra adana aden agadez agadir aires alep alexandrie alicante almaty amman amsterdam angeles ankara annaba antalya antananarivo
anvers arlon asmara assouan astana asuncion athenes atlanta auckland bafoussam bagdad bahia bakou baltimore bangalore bangkok bangui banjul
barcelone bari bassora bator bejaia belem belfast belgrade benghazi bergen berne beyrouth bichkek bilbao birmingham bissau bizerte bobo
bogota bologne bombay boston bouake braga brasilia bratislava brazzaville breme brisbane bristol brno bruges bucarest budapest buenos
bujumbura bukavu bursa busan caire calcutta calgary cambridge canton caracas cardiff castries catane cebu charleroi chengdu chennai
chiangmai chicago chiraz chisinau chittagong cluj coimbra cologne colombo conakry constantine copenhague cordoba cordoue cotonou cracovie
cuzco dacca dallas damas danang delhi denver detroit dhaka dioulasso djeddah djibouti doha domingo dortmund douala douchanbe dresde dubai
dublin durban edimbourg eindhoven erevan faro florence francfort francisco freetown fribourg gaborone gao garoua gaza gdansk geneva geneve
georgetown glasgow goma gonaives goteborg graz grenade grozny guadalajara guayaquil haifa haiphong haitien halifax hambourg hanoi hanovre
harare havane helsinki herat homs hongkong houston hue hyderabad ibadan islamabad ispahan izmir jacmel jaffna jakarta janeiro jerusalem
johannesburg juan juba kaboul kairouan kampala kandahar kankan kano karachi katmandou kayes kehl kharkiv khartoum kiev kigali kingston
kinshasa korhogo koweit kuala kumasi kyiv kyoto lagos lahore lausanne leeds leipzig libreville liege lima liverpool ljubljana lome louvain
luanda lubumbashi lugano lumpur lusaka lviv macao madras malaga managua manaus manchester manille maputo marrakech mascate medellin medine
meknes melbourne mexico miami milan minsk mogadiscio mombasa monrovia monterrey montevideo mopti moroni moscou mossoul moundou mumbai munich
mutsamudu nagoya nairobi namur naples ndjamena niamey nicosie nouakchott noumea nuremberg odessa osaka oslo ottawa ouagadougou oujda oulan
oxford palerme panama papeete parakou paramaribo paulo pekin penh perth peshawar philadelphie phnom plovdiv podgorica pondichery port-vila
porto-novo poznan prague pretoria pristina pyongyang quito rangoun recife reykjavik rio rosario roseau rotterdam ryad saigon salzbourg
samarcande sanaa santiago saragosse sarajevo sarrebruck seattle segou seoul setif seville sfax shanghai shenzhen singapour skopje sofia
sokode sousse split stockholm stuttgart sucre surabaya suva sydney tabriz tachkent taipei tamatave tampere tanger tbilissi tegucigalpa
teheran tetouan thessalonique thimphou timisoara tirana tlemcen tokyo tombouctou toronto treves tripoli turin utrecht valence valletta
valparaiso vancouver varsovie vegas venise vienna vienne vientiane washington wellington wenzhou windhoek winnipeg wroclaw wuhan
yamoussoukro yaounde zagreb zinder zurich
`
  .trim()
  .split(/\s+/)
