const split = (words: string): readonly string[] => words.trim().split(/\s+/)

/** How people call each other: first names cut short or said twice, written from general knowledge; no accents. */
export const diminutives: readonly string[] = split(`
abdou adri agathou alex alexia ali alix amou ana andy ange angie anto antho antoche aurel aure babette baptou barb bastou bea beber bebert
benji benj benou berni bernie bert bertie bichou bouba cami camou carlo carole caro cathy catie cath cedou ced cedric celou charly charlie
chacha chris chrissy christou clem clemou cloclo coralou dado dany davy ded dede debo denden didou dj djibi djo domi doudou eddie eddy edou
elo elodie emma emilou estou fab fabi fabou fafa fanch fanfan fanou fati fatou fifine flav flavie flo flofo floflo fran francky franky fred
freddy fredo fredou gab gaby gabou gaetou gege gerald gigi gilou gilles ginette ginou gisou gregou greg guigui guilou guitou gus gwen gwenou
huguette hugo ibou isou jack jacko jacky jacquot jacquo jeannot jeff jenn jenni jenny jess jessie jim jimmy jojo joce joel johnny jose josy
josie julo juju kaka kadi kat kath katia kate kevinou krikri lala laeti laet lili lilie lilou lily lina lisou liz loic lola lolotte lou
louna lucho lucky lud ludo ludi luluche mado mag maggy magali malo maelou mamad mamadou mano manou manu marco margot margaux marielou
marilou marinou marjo matt mathou maxou mela melou mich michou micha mick micka mika mike mimo mina mitch moh momo monique moumou mouss
moussa mumu mymy myriam nabil nad nadou nanou nano nanard nat nath nathou natou nelly nico nicou niko nina ninette nini ninou nino nonoche
noune oli olive oliv ophe pascalou pato patty pepe pepito philou phil pierro pipo popol rachou raf raph rapha raphou raymo riri rita ritchie
robby robi rodo rodi roro rolly romu romy rosy rox roxy rudy sab sabi sabou sacha salim sam samy sandy sandrou sarou sasa seb sebi sebou sev
severin sido simou sissi sisi sly sof soso sofi sonny steph stephie stef stephou steve stevie suzie suzy suzon sylv syl sylvou tati tatiana
ted teddy thib thibs thibaut thierrou tibo tibou timo tim timmy titou tof toinou toine tomi tonio tony toni toufik totof valou vanou vaness
vero vevette vicky vic vince vincou vivi virg virgi viviou wawa wil willy xav xavou yaya yannou yann yaz yoyo yoann yvon yvette zazie
zezette ziz zizou zohra zouzou
`)

/** The same where the dictionary has the word too: the context decides. */
export const petNames: readonly string[] = split(`
titi kiki loulou lulu mimi zaza nono bibi nana dodo toto coco fifi dada cricri didine gusse lolo mimine meli nenette philo pilou rob biloute
solen tatie valoche patou pierrot boubou
`)
