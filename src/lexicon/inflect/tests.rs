//! Forms as grammars and dictionaries give them; each row is the lemma and all its other forms.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn of(lemma: &str, pos: Pos) -> Vec<String> {
    let mut out = Vec::new();
    forms(lemma, pos, &mut out);
    out
}

fn check(pos: Pos, table: &str) {
    let mut wrong = Vec::new();
    for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let lemma = row.split(' ').next().unwrap();
        let expected: BTreeSet<_> = row.split(' ').map(String::from).collect();
        let found: BTreeSet<_> = of(lemma, pos).into_iter().collect();
        if found != expected {
            wrong.push(format!("{row}\n  but {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn regular_verbs() {
    check(
        Pos::Verb,
        "slam slams slammed slamming
        blast blasts blasted blasting
        claim claims claimed claiming
        refuse refuses refused refusing
        deny denies denied denying
        destroy destroys destroyed destroying
        crush crushes crushed crushing
        preach preaches preached preaching
        harass harasses harassed harassing
        tax taxes taxed taxing
        buzz buzzes buzzed buzzing
        stop stops stopped stopping
        beg begs begged begging
        rev revs revved revving
        quiz quizzes quizzed quizzing
        squat squats squatted squatting
        fix fixes fixed fixing
        bow bows bowed bowing
        up ups upped upping
        look looks looked looking
        offer offers offered offering
        open opens opened opening
        visit visits visited visiting
        target targets targeted targeting
        develop develops developed developing
        gossip gossips gossiped gossiping
        reveal reveals revealed revealing
        rail rails railed railing
        curl curls curled curling
        agree agrees agreed agreeing
        dye dyes dyed dyeing
        hoe hoes hoed hoeing
        tie ties tied tying
        belie belies belied belying
        argue argues argued arguing
        revenge revenges revenged revenging
        panic panics panicked panicking
        mimic mimics mimicked mimicking
        arc arcs arced arcing
        veto vetoes vetoed vetoing
        video videos videoed videoing
        ski skis skied skiing
        criticise criticises criticised criticising
        criticize criticizes criticized criticizing
        render renders rendered rendering
        reckon reckons reckoned reckoning
        repent repents repented repenting
        return returns returned returning",
    );
}

#[test]
fn verbs_that_double_by_stress_or_country() {
    check(
        Pos::Verb,
        "prefer prefers preferred preferring
        admit admits admitted admitting
        control controls controlled controlling
        rebel rebels rebelled rebelling
        regret regrets regretted regretting
        equip equips equipped equipping
        fulfil fulfils fulfilled fulfilling
        fulfill fulfills fulfilled fulfilling
        handicap handicaps handicapped handicapping
        outwit outwits outwitted outwitting
        unpin unpins unpinned unpinning
        overtop overtops overtopped overtopping
        mishap mishaps mishapped mishapping
        travel travels travelled traveled travelling traveling
        label labels labelled labeled labelling labeling
        equal equals equalled equaled equalling equaling
        fuel fuels fuelled fueled fuelling fueling
        benefit benefits benefited benefitted benefiting benefitting
        hiccup hiccups hiccuped hiccupped hiccuping hiccupping
        worship worships worshipped worshiped worshipping worshiping
        kidnap kidnaps kidnapped kidnaped kidnapping kidnaping
        singe singes singed singeing
        age ages aged ageing aging
        focus focuses focusses focused focussed focusing focussing
        gas gases gasses gassed gassing",
    );
}

#[test]
fn irregular_verbs() {
    check(
        Pos::Verb,
        "be am is are was were been being
        have has had having
        do does did done doing
        go goes went gone going
        say says said saying
        see sees saw seen seeing
        flee flees fled fleeing
        lie lies lay lain lied lying
        lay lays laid laying
        run runs ran running
        cut cuts cutting
        hit hits hitting
        get gets got gotten getting
        win wins won winning
        begin begins began begun beginning
        forget forgets forgot forgotten forgetting
        forbid forbids forbade forbad forbidden forbidding
        undergo undergoes underwent undergone undergoing
        mislead misleads misled misleading
        withstand withstands withstood withstanding
        overrun overruns overran overrunning
        upset upsets upsetting
        misunderstand misunderstands misunderstood misunderstanding
        broadcast broadcasts broadcasted broadcasting
        hang hangs hung hanged hanging
        strike strikes struck stricken striking
        fly flies flew flown flying
        bind binds bound binding
        rebind rebinds rebound rebinding
        retake retakes retook retaken retaking
        outrun outruns outran outrunning
        presell presells presold preselling
        relay relays relayed relaid relaying
        undo undoes undid undone undoing
        unset unsets unsetting
        learn learns learned learnt learning
        steal steals stole stolen stealing
        teach teaches taught teaching
        swear swears swore sworn swearing",
    );
}

#[test]
fn hyphenated_verbs() {
    check(
        Pos::Verb,
        "cherry-pick cherry-picks cherry-picked cherry-picking
        ad-lib ad-libs ad-libbed ad-libbing
        co-write co-writes co-wrote co-written co-writing
        re-elect re-elects re-elected re-electing
        double-cross double-crosses double-crossed double-crossing
        off-load off-loads off-loaded off-loading
        prop-up props-up propped-up propping-up
        cosy-up-to cosies-up-to cosied-up-to cosying-up-to",
    );
}

#[test]
fn nouns() {
    check(
        Pos::Noun,
        "thug thugs
        crony cronies
        boy boys
        soliloquy soliloquies
        witch witches
        clash clashes
        boss bosses
        tax taxes
        quiz quizzes
        virus viruses
        waltz waltzes
        oligarch oligarchs
        march marches
        photo photos
        hero heroes
        veto vetoes
        zealot zealots
        man men
        woman women
        spokeswoman spokeswomen
        strongman strongmen
        human humans
        german germans
        child children
        grandchild grandchildren
        person people persons
        chairperson chairpeople chairpersons
        people peoples
        crisis crises
        analysis analyses
        hypothesis hypotheses
        medium media mediums
        media
        criterion criteria
        criteria
        phenomenon phenomena
        datum data
        data
        mouse mice
        tooth teeth
        psych psychs
        swordfish swordfishes
        wife wives
        midwife midwives
        thief thieves
        belief beliefs
        chief chiefs
        cliff cliffs
        roof roofs
        dwarf dwarfs dwarves
        referendum referendums referenda
        index indexes indices
        bureau bureaus bureaux
        propaganda propagandas
        cliché clichés
        politics
        series
        scissors
        headquarters
        aircraft
        sheep
        chinese
        cheese cheeses
        diocese dioceses",
    );
}

#[test]
fn hyphenated_nouns() {
    check(
        Pos::Noun,
        "passer-by passers-by
        runner-up runners-up
        hanger-on hangers-on
        cover-up cover-ups
        break-in break-ins
        crack-down crack-downs
        half-truth half-truths
        yes-man yes-men
        ex-wife ex-wives
        u-turn u-turns
        mother-in-law mothers-in-law
        man-of-war men-of-war
        commander-in-chief commanders-in-chief
        coup-d'état coups-d'état
        attorney-general attorneys-general attorney-generals
        major-general major-generals
        president-elect presidents-elect
        out-of-towner out-of-towners
        right-to-lifer right-to-lifers
        free-for-all free-for-alls",
    );
}

#[test]
fn adjectives() {
    check(
        Pos::Adjective,
        "shady shadier shadiest
        ugly uglier ugliest
        unhappy unhappier unhappiest
        phoney phonier phoniest
        grey greyer greyest
        dry drier dryer driest dryest
        big bigger biggest
        grim grimmer grimmest
        cheap cheaper cheapest
        harsh harsher harshest
        new newer newest
        lax laxer laxest
        wide wider widest
        true truer truest
        free freer freest
        vague vaguer vaguest
        simple simpler simplest
        humble humbler humblest
        hostile
        narrow narrower narrowest
        clever cleverer cleverest
        cruel crueller crueler cruellest cruelest
        quiet quieter quietest
        stupid stupider stupidest
        good better best
        bad worse worst
        far farther further farthest furthest
        well-known better-known best-known
        fake
        real
        likely likelier likeliest
        unlikely unlikelier unlikeliest
        suave suaver suavest
        loyal
        rigged
        corrupt corrupter corruptest
        radical
        notorious
        controversial
        brutal
        former
        far-fetched
        so-called",
    );
}

#[test]
fn tags() {
    assert_eq!(
        ['v', 'n', 'a'].map(Pos::from_tag),
        [Some(Pos::Verb), Some(Pos::Noun), Some(Pos::Adjective)]
    );
    assert_eq!(['V', ' '].map(Pos::from_tag), [None; 2]);
}

#[test]
fn forms_are_appended_lemma_first_and_lower_case() {
    let mut out = vec!["slams".to_owned()];
    forms("SLAM", Pos::Verb, &mut out);
    assert_eq!(out, ["slams", "slam", "slams", "slammed", "slamming"]);
    forms("", Pos::Noun, &mut out);
    assert_eq!(out.len(), 5);
    assert_eq!(of("covid-19", Pos::Noun), ["covid-19"]);
    assert_eq!(of("-", Pos::Verb), ["-"]);
}

#[test]
fn the_file_is_sorted_and_whole() {
    let rows: Vec<Vec<&str>> = IRREGULAR
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    for row in &rows {
        assert_eq!(row.len(), 3, "{row:?}");
        assert!(["a", "n", "n-end", "v", "v-all", "v-ing"].contains(&row[0]), "{row:?}");
        assert!(row[1].len() <= LONGEST, "{row:?}");
        assert!(row[2].split(' ').all(|form| !form.is_empty()), "{row:?}");
        assert_eq!(row.join("\t"), row.join("\t").to_lowercase());
    }
    assert!(rows.is_sorted_by(|a, b| a[..2] < b[..2]));
    // a verb of two classes would be read as one of them
    let verbs: Vec<_> = rows.iter().filter(|row| row[0].starts_with('v')).map(|r| r[1]).collect();
    assert_eq!(verbs.iter().collect::<BTreeSet<_>>().len(), verbs.len());
    let count = |class: &str| rows.iter().filter(|row| row[0] == class).count();
    assert!(count("v") >= 200 && count("n") >= 80 && count("a") >= 20);
}

#[test]
fn long_lemmas_take_linear_time() {
    for unit in ["a", "b-", "un", "é", "in-of-", "Σ"] {
        for pos in [Pos::Verb, Pos::Noun, Pos::Adjective] {
            let lemma = format!("{}x", unit.repeat(200_000));
            let total: usize = of(&lemma, pos).iter().map(String::len).sum();
            assert!(total <= 6 * (lemma.len() + 8), "{unit} {pos:?}");
        }
    }
}

fn any_pos() -> impl Strategy<Value = Pos> {
    prop_oneof![Just(Pos::Verb), Just(Pos::Noun), Just(Pos::Adjective)]
}

proptest! {
    #[test]
    fn any_string_has_sound_forms(
        lemma in prop_oneof![
            any::<String>(),
            "[a-zA-Zéß'-]{1,12}",
            "(un|re|over|pre|)(se|go|be|i|e|y|q|u)(t|w|l|ic|e|y|qu|)(-up|-in-law|-general|)",
        ],
        pos in any_pos(),
    ) {
        let found = of(&lemma, pos);
        prop_assert_eq!(found.is_empty(), lemma.is_empty());
        if let Some(first) = found.first() {
            prop_assert_eq!(first, &lemma.to_lowercase());
        }
        let distinct: BTreeSet<_> = found.iter().collect();
        prop_assert_eq!(distinct.len(), found.len());
        for form in &found {
            prop_assert!(!form.is_empty());
            prop_assert_eq!(form, &form.to_lowercase());
        }
    }
}
