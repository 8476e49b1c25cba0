const split = (words: string): readonly string[] => words.trim().split(/\s+/)

/**
 * Names of things that a text writes with a capital and no article, as it writes people: written from general knowledge, no accents.
 * Words that are first names stay out: the context decides about them.
 */
export const brands: readonly string[] = [
  // Shops, food, clothes
  ...split(`usinor sacilor krohne leclerc auchan lidl aldi carrefour monoprix franprix intermarche biocoop naturalia castorama bricorama bricomarche truffaut jardiland gamm
  decathlon intersport kiabi celio zara uniqlo primark lacoste adidas nike reebok quechua fnac darty conforama ikea gifi
  sephora nocibe marionnaud vuitton guerlain clarins nivea oreal gillette pampers kleenex swarovski christofle baccarat
  nestle danone lactalis bonduelle bn haribo kinder nutella ferrero lindt milka nespresso senseo tassimo malongo lavazza illy
  evian vittel volvic badoit cristaline contrex heineken kronenbourg desperados ricard pastis pernod bourdaloue laduree mcdo mcdonald starbucks subway
  deliveroo uber blablacar airbnb booking leboncoin vinted cdiscount amazon aliexpress shein temu rakuten backmarket doctolib qare veepee manomano`),
  // Vehicles, tools, machines
  ...split(`renault peugeot citroen dacia simca panhard bugatti ford opel fiat lancia ferrari maserati audi bmw mercedes volkswagen porsche skoda seat cupra
  toyota honda nissan mazda mitsubishi suzuki subaru isuzu lexus hyundai kia ssangyong volvo saab bentley tesla chrysler chevrolet cadillac buick jeep byd
  clio megane twingo laguna kangoo captur kadjar scenic zoe sandero logan lodgy dokker berlingo
  passat tiguan touran caddy crafter transporter mondeo kuga corsa astra meriva zafira vivaro panda tipo ducato doblo octavia yaris auris corolla qashqai juke picanto sportage tucson
  iveco scania daf kubota deere claas fendt massey ferguson caterpillar jcb manitou liebherr fenwick piaggio vespa yamaha kawasaki ducati kymco motobecane solex
  bosch makita dewalt hilti stihl husqvarna karcher festool metabo ryobi facom siemens philips osram somfy viessmann frisquet chappee daikin grohe villeroy geberit
  schindler thyssenkrupp velux lapeyre technal knauf placo rockwool isover tollens zolpan ripolin
  canon epson xerox ricoh kyocera konica minolta lexmark sharp samsung sony panasonic toshiba fujitsu lenovo thinkpad acer asus msi logitech jabra plantronics polycom cisco aruba fortinet stormshield
  velleda stabilo bic clairefontaine staedtler canson playmobil lego smoby vtech nintendo playstation xbox miele whirlpool electrolux indesit moulinex tefal rowenta calor dyson thermomix cookeo`),
  // Banks, insurers, companies, transport, energy
  ...split(`bnp paribas lcl cic boursorama hsbc natixis cetelem sofinco cofidis cofinoga floa oney younited revolut qonto paypal mastercard amex visale
  axa allianz generali groupama macif maif maaf matmut gmf mma mgen smabtp smacl malakoff humanis klesia ircantec agirc arrco apicil harmonie aesio swisslife aviva cnp covea
  edf engie enedis grdf totalenergies vattenfall ekwateur veolia suez saur sfr bouygues bouygtel ovh ovhcloud ionos scaleway oodrive
  sncf ratp keolis transdev flixbus ouigo eurostar thalys transilien velib navigo easyjet ryanair transavia vueling lufthansa aircalin corsair
  thales safran airbus dassault naval nexter arquus alstom capgemini sopra steria accenture deloitte kpmg mazars ernst cgi inetum onet sodexo elior derichebourg samsic atalian spie eiffage vinci colas eurovia razel
  adecco manpower synergie proman michelin lafarge holcim arcelor chronopost colissimo dhl ups fedex gls dpd geodis heppner calberson
  tf1 arte bfm cnews mediapart figaro liberation parisien telerama mediametrie ipsos ifop odoxa gallimard hachette hatier bordas larousse larcier litec legifrance`),
  // Software and networks
  ...split(` excel powerpoint outlook onedrive sharepoint libreoffice openoffice thunderbird firefox chrome chromium safari photoshop illustrator indesign acrobat autocad revit
  blender gimp inkscape audacity vlc webex skype jitsi tchap telegram whatsapp messenger facebook instagram tiktok snapchat linkedin youtube twitter mastodon discord slack trello asana
  wikipedia google bing qwant ecosia yahoo gmail hotmail icloud dropbox wetransfer chatgpt llama openai anthropic
  docker kubernetes openshift ansible terraform jenkins gitlab github jira confluence sonarqube grafana prometheus kibana elasticsearch logstash kafka rabbitmq redis postgres postgresql mysql mariadb oracle mongodb sqlite cassandra
  nginx apache tomcat keycloak samba squid postfix dovecot zimbra nagios centreon zabbix glpi ocs veeam proxmox vmware citrix hyperv debian ubuntu fedora redhat centos suse linux unix android ios macos
  python java javascript typescript kotlin scala php golang haskell django flask laravel symfony drupal wordpress joomla typo3 moodle pronote ecoledirecte mbn
  chorus sedit nuxeo alfresco parapheur iparapheur pastell actes levrault cegid ciril arpege kelio octime esup sirepa renoirh mentalo resana demarches portalis
  bitlocker keepass bitwarden veracrypt crowdstrike kaspersky avast bitdefender mcafee zscaler okta`),
  // Associations
  ...split(
    `emmaus cimade caritas unicef unesco oxfam greenpeace wwf amnesty attac adapei apajh unapei ladapt coallia adoma admr emmaus spie fayat nge`,
  ),
  // Medicines and illnesses that bear a name
  ...split(`doliprane dafalgan efferalgan paracetamol aspirine aspegic kardegic ibuprofene advil nurofen spasfon smecta imodium gaviscon maalox inexium mopral omeprazole pantoprazole lansoprazole augmentin amoxicilline clamoxyl pyostacine
  levothyrox lasilix bisoprolol cardensiel coversyl perindopril ramipril amlodipine amlor tahor crestor zocor atorvastatine plavix eliquis xarelto pradaxa previscan coumadine lovenox metformine glucophage januvia diamicron lantus novorapid humalog ozempic victoza
  seresta xanax lexomil temesta valium lysanxia stilnox imovane zopiclone zolpidem prozac deroxat seroplex zoloft effexor laroxyl anafranil risperdal zyprexa abilify haldol tercian loxapac theralene atarax depakote depakine lamictal tegretol keppra lyrica rivotril neurontin
  ventoline seretide symbicort spiriva bricanyl singulair aerius zyrtec solupred cortancyl prednisolone medrol celestene topalgic tramadol lamaline ixprim acupan skenan oxycontin actiskenan morphine durogesic subutex methadone
  tysabri humira enbrel remicade keytruda opdivo herceptin avastin glivec ritaline concerta aricept ebixa exelon modopar sinemet requip levemir toujeo trulicity forxiga jardiance entresto aldactone tardyferon uvedose speciafoldine betadine biseptine
  comirnaty vaxzevria spikevax gardasil prevenar infanrix hexyon priorix
  alzheimer parkinson crohn hodgkin basedow lyme creutzfeldt huntington asperger raynaud verneuil meniere cushing dupuytren scheuermann biermer hashimoto bechet klinefelter tourette korsakoff`),
]

/** Acronyms of administrations, allowances, acts: in a line of capitals they look like any other word. */
export const acronyms: readonly string[] = split(`
  vigipirate cis cpi vsav
  aah aeeh apa api apl als alf asap asv ass afpa agefiph ame anah anct anef ants aphp arcep arcom bafa bep bts cada capes cej ccas cias cdg cdc cdd cdi cdapa cerfa cese cfa cfe cmi cmp cmpp cnfpt cnil cnav cnda cned cnous crous cpom cra cref crip csg crds csa csst cst ccp cctp dcat ddass ddcs ddets ddfip ddpp ddt ddtm
  dgfip dgac dgccrf dgcs dgef dgefp dgesco dgs dgt dinum dircom dirm dpe dreal drac drees dreets drfip dsden dsn dtn dup ehpad ems enm ensp epci epic epide epls erp esat espe eta etp fcpe fnal fsl fse fiphfp gip hlm hph igas iga igf irsn isf itep ief insp lgbt mda mdph mds mecs mfr mjpm mnt msap oqtf ofpra onac onf oph opco pacs paje pai pap pacte pcs pch pdalhpd plu plui pmi pmr pmu
  ppr prado ppcr psc qpf qpv rasri rep rgpd rifseep rqth rsa rsi rtt rnipp sard savs sdap sdis sessad sgami siao sip siren siret sivom sivu smic sms spip ssiad ssr sst stif suio tad tcsp tgi tpe tns tva udaf udap ulis upe2a urps usld uta vae vad vsl vta zac zep zfe zus`)
