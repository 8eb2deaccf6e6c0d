//! Elin, 9, from the families' stories: a plan with every section filled, and a letter.

use super::{letter_labels, plan_labels, t};
use samsyn_paper::{
    Answered, CallLetter, ChildLabels, ChildMeasure, ChildPaper, Contact, Dir, Disagreement, Goal, Measure, Need,
    Participant, Picture, PlanPaper, Said,
};

fn said(who: &str, words: &str) -> Said {
    Said { who: t(who), words: t(words) }
}

fn measure(
    number: u32,
    what: &str,
    who: (&str, &str),
    when: &str,
    notice: &str,
    if_not: &str,
    status: &str,
) -> Measure {
    Measure {
        number,
        what: t(what),
        who: t(who.0),
        unit: t(who.1),
        when: t(when),
        notice: t(notice),
        if_not: t(if_not),
        status: t(status),
        unconfirmed: false,
    }
}

fn six_measures() -> Vec<Measure> {
    let mut measures = vec![
        measure(
            1,
            "Lugn start varje dag i det lilla rummet",
            ("Lisa Berg", "Björkskolan"),
            "4 mars till 14 april",
            "Lisa möter vid grinden. Lugn morgon fyra dagar av fem.",
            "Lisa ringer Anna samma vecka.",
            "Lisa sa ja 3 mars",
        ),
        measure(
            2,
            "Första samtal om magont och oro",
            ("Omar Ali", "Barn- och ungdomspsykiatrin"),
            "Senast 3 april",
            "Elin får en tid och ett kort med bild på Omar en vecka före.",
            "Omar säger till Anna senast 20 mars. Då hjälper vårdcentralen till under tiden.",
            "Omar har inte svarat än",
        ),
        measure(
            3,
            "Färre prov och en vuxen att gå till",
            ("Lisa Berg", "Björkskolan"),
            "Från 8 mars",
            "Elin har ett rött kort. Visar hon det får hon gå ut utan att förklara.",
            "Rektor Maj Holm tar upp det på elevhälsans möte veckan efter.",
            "Lisa sa ja 3 mars",
        ),
        measure(
            4,
            "Avlösning en kväll i veckan",
            ("Per Lund", "LSS, Exempelkommun"),
            "1 april till 30 juni",
            "Samma person kommer varje tisdag. Elin har träffat henne först.",
            "Per ringer Sara samma dag och föreslår en annan kväll.",
            "Per sa ja 3 mars",
        ),
        measure(
            5,
            "Undersöka magen och sömnen",
            ("Eva Ström", "Vårdcentralen Eken"),
            "Senast 26 mars",
            "Elin får veta före besöket vad som händer, steg för steg.",
            "Eva skickar vidare till barnmottagningen och säger till Anna.",
            "Eva sa ja 3 mars",
        ),
        measure(
            6,
            "En enda person som ringer familjen",
            ("Anna Ek", "Socialtjänsten"),
            "Från 3 mars",
            "Mamma och pappa behöver bara ringa Anna. Anna ringer de andra.",
            "Annas chef Ulla Dahl svarar på 010-123 45 60.",
            "Anna sa ja 3 mars",
        ),
    ];
    measures[1].unconfirmed = true;
    measures
}

/// Elin's plan: six measures and everything else a plan can hold.
pub fn elin_plan() -> PlanPaper {
    PlanPaper {
        lang: t("sv"),
        dir: Dir::Ltr,
        document_title: t("Plan, version 2"),
        identifier: t("sample-elin-2"),
        date: (2027, 3, 3),
        attachment: br#"{"plan":"sample-elin","version":2,"measures":6}"#.to_vec(),
        labels: plan_labels("Elin"),
        title: t("Elins plan"),
        version_line: t("Version 2, fastställd 3 mars 2027"),
        holder: Contact { name: t("Anna Ek"), unit: t("Socialtjänsten, Exempelkommun"), phone: t("010-123 45 67") },
        principal: t("Exempelkommun, socialtjänsten"),
        next_meeting: t("Onsdag 14 april klockan 14.00, Björkskolan"),
        questions: vec![t("Hur kan jag vara i skolan utan att få ont i magen?"), t("Vem bestämmer vem som får veta?")],
        translations: Vec::new(),
        answers: vec![t("Lisa möter dig vid slöjdsalens dörr varje morgon.")],
        goals: vec![
            Goal {
                words: t("Jag vill vara med i klassen på förmiddagarna."),
                follow_up: t("Vi tittar på det 14 april: tre förmiddagar i veckan."),
            },
            Goal {
                words: t("Jag vill att mamma och pappa slutar prata om möten på kvällen."),
                follow_up: t("Vi frågar Elin 14 april."),
            },
        ],
        needs: vec![
            Need {
                area: t("Skolan"),
                own_words: vec![t("Det är för högt ljud och alla tittar när jag kommer.")],
                professionals: vec![said(
                    "Skolan",
                    "Elin har varit borta 40 dagar i höst. Hon behöver en liten grupp och en fast vuxen.",
                )],
            },
            Need {
                area: t("Hälsan"),
                own_words: vec![t("Magen gör ont på söndagar.")],
                professionals: vec![
                    said("BUP", "Oro som visar sig i kroppen. Samtal och stöd i skolan behövs samtidigt."),
                    said("Vårdcentralen", "Sömnen behöver följas upp."),
                ],
            },
            Need {
                area: t("Hemma"),
                own_words: vec![t("Jag vill ha en vanlig kväll.")],
                professionals: vec![said("Socialtjänsten", "Föräldrarna lägger sju timmar i veckan på att samordna.")],
            },
        ],
        measures: six_measures(),
        family_measures: vec![measure(
            7,
            "Prova skolan två förmiddagar i veckan",
            ("Elin, Sara och Johan", ""),
            "Från 8 mars",
            "Elin väljer själv vilka dagar.",
            "Sara skickar ett meddelande till Lisa. Ingen frågar varför.",
            "Ni sa ja 3 mars",
        )],
        declined_measures: Vec::new(),
        other_measures: vec![measure(
            8,
            "Ridgrupp på lördagar",
            ("Kim Sand", "Ridklubben Hoppet"),
            "Från 10 april",
            "Elin får rida Saga.",
            "Kim ringer Sara.",
            "Kim sa ja 1 mars",
        )],
        disagreements: vec![Disagreement {
            about: t("När samtalen hos BUP börjar"),
            sides: vec![
                said("Mamma", "BUP behöver börja nu, inte om en månad."),
                said("BUP", "Vi kan börja 3 april. Före det finns ingen tid."),
            ],
            next_step: t("Anna frågar om en återbudstid och berättar för Sara."),
            owner: t("Anna Ek"),
            date: t("20 mars"),
        }],
        consent: t(
            "Samtycket gäller till 14 april och de som står här. Du kan ångra dig när du vill. Säg det till Anna.",
        ),
        participants: vec![
            person("Elin", "var med de första 20 minuterna"),
            person("Sara och Johan", "föräldrar"),
            person("Lisa Berg", "lärare, Björkskolan, Elins valda person"),
            person("Omar Ali", "psykolog, BUP"),
            person("Anna Ek", "socialsekreterare"),
            person("Per Lund", "LSS-handläggare"),
            person("Eva Ström", "distriktssköterska, Vårdcentralen Eken"),
            person("Maj Holm", "rektor, Björkskolan"),
        ],
        footer: t("Fel i planen? Säg det till Anna Ek, 010-123 45 67."),
    }
}

fn person(name: &str, role: &str) -> Participant {
    Participant { name: t(name), role: t(role) }
}

/// The call to Elin's meeting, to the clinic's head.
pub fn elin_letter() -> CallLetter {
    CallLetter {
        lang: t("sv"),
        dir: Dir::Ltr,
        document_title: t("Kallelse till möte"),
        identifier: t("sample-letter-1"),
        date: (2027, 2, 17),
        labels: letter_labels("Elin"),
        sender: vec![t("Exempelkommun"), t("Box 100, 123 00 Exempelstad")],
        addressee: vec![t("Omar Ali"), t("Kvarngatan 5"), t("123 45 Exempelstad")],
        place_and_date: t("Exempelstad den 17 februari 2027"),
        heading: t("Kallelse till möte"),
        opening: t(
            "Hej Omar! Vi behöver dig på ett möte om en samordnad plan för Elin, 9 år. Elin och hennes föräldrar har sagt ja till att du får veta det som står här.",
        ),
        why: t(
            "Elin har nästan inte varit i skolan sedan oktober. Skolan, BUP, socialtjänsten och vårdcentralen gör var sin del. Ingen har hela bilden, och föräldrarna bär besked mellan oss.",
        ),
        questions: vec![t("Hur kan jag vara i skolan utan att få ont i magen?")],
        expected: vec![
            t("Säg före mötet vad BUP kan göra, inte kan göra och vill be andra om. Det tar ungefär fem minuter."),
            t("Kom med en tid för ett första samtal, eller säg när ni kan ge en."),
            t("Berätta med vanliga ord vad Elin och föräldrarna kan vänta sig av er."),
        ],
        mandate: t(
            "Du behöver få lova en tid och säga vilket stöd ni kan ge fram till sommaren. Kan du inte det, fråga din chef före mötet eller skicka någon som kan.",
        ),
        when: t("Onsdag 3 mars 2027 klockan 14.00"),
        place: t("Björkskolan, rum 3, Skolgatan 1. Du kan också vara med på video."),
        length: t("60 minuter. Elin är med de första 20."),
        answer_by: t("Onsdag 24 februari"),
        how_to_answer: t("Logga in på samsyn.exempel.se och välj Mina kallelser. Du kan också ringa."),
        phone_to: Contact { name: t("Anna Ek"), unit: t("socialtjänsten"), phone: t("010-123 45 67") },
        closing: t("Vänliga hälsningar"),
        signature: vec![t("Anna Ek"), t("Socialsekreterare, håller ihop planen")],
        footer: t("Har du fått brevet av misstag? Ring 010-123 45 67."),
    }
}

/// Elin's own paper.
pub fn elin_child() -> ChildPaper {
    let measure = |picture, what: &str, who: &str, notice: &str, unconfirmed: &str| ChildMeasure {
        picture,
        what: t(what),
        who: t(who),
        notice: t(notice),
        unconfirmed: t(unconfirmed),
        asks: true,
        ..ChildMeasure::default()
    };
    ChildPaper {
        lang: t("sv"),
        dir: Dir::Ltr,
        document_title: t("Planen"),
        identifier: t("sample-child-1"),
        date: (2027, 3, 3),
        labels: ChildLabels {
            asked: t("Det här frågade du"),
            answer: t("Svaret"),
            goals: t("Dit vill du"),
            measures: t("Det här ska hända"),
            notice: t("Så märker du det"),
            happened: t("Blev det så? Ringa in."),
            faces: [t("Ja"), t("Delvis"), t("Nej")],
            disagreements: t("Det här tycker vi olika om"),
            contact: t("Du kan fråga"),
            phone: t("Ring"),
            next_meeting: t("Vi ses igen"),
            page: t("Sida {page} av {pages}"),
            unprintable: t("Tecken som inte går att skriva ut visas som □."),
        },
        title: t("Hej Elin! Här är din plan."),
        questions: vec![
            Answered {
                translation: String::new(),
                words: t("Hur kan jag vara i skolan utan att få ont i magen?"),
                answer: t("Lisa möter dig vid slöjdsalens dörr varje morgon. Då slipper du korridoren."),
            },
            Answered {
                translation: String::new(),
                words: t("Får jag vila när det är för högt?"),
                answer: t("Ja. Du går till det lilla rummet. Du behöver inte fråga först."),
            },
        ],
        goals: vec![t("Jag vill vara i skolan hela dagar igen.")],
        measures: vec![
            measure(
                Picture::School,
                "En lugn start varje dag: Lisa möter Elin vid slöjdsalens dörr klockan 8.10.",
                "Lisa gör det. 3 mars till 14 april.",
                "Elin går in utan att behöva gå genom korridoren, fyra dagar av fem.",
                "",
            ),
            measure(
                Picture::Adult,
                "Ett första samtal på BUP.",
                "Omar gör det. Senast 23 april.",
                "Elin får en egen tid.",
                "Omar har inte sagt ja än.",
            ),
            measure(
                Picture::Home,
                "Elin provar att vara med i klassen två förmiddagar i veckan.",
                "Du gör det. 8 mars till 14 april.",
                "Elin sätter en stjärna i sin bok när det gick bra.",
                "",
            ),
        ],
        disagreements: vec![vec![
            Said { who: t("Mamma"), words: t("BUP behöver börja nu. Vi har väntat sedan i våras.") },
            Said { who: t("BUP"), words: t("Vi kan börja när remissen är klar.") },
        ]],
        contact: Contact { name: t("Anna Ek"), unit: String::new(), phone: t("010-123 45 67") },
        next_meeting: t("onsdag 14 april klockan 14.00"),
        footer: t("Det här är ditt papper. Du bestämmer vem som får se det."),
    }
}
