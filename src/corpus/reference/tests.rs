use proptest::prelude::*;

use super::*;
use crate::framing::{Status, metrics};

fn reference(values: &[f64]) -> Reference {
    let rows: Vec<&[f64]> = values.chunks(1).collect();
    Reference::from_matrix("test", &FeatureMatrix::of(&["a"], &rows))
}

/// Quantiles of type 5: numpy 2.4.6, `np.percentile(v, p, method="hazen")`.
#[test]
fn a_distribution_by_hand_and_by_numpy() {
    let found = reference(&[4.0, 1.0, 3.0, 2.0, f64::NAN]);
    assert_eq!((found.articles(), found.n("a")), (5, Some(4)));
    let found = found.distribution("a").expect("four values");
    assert_eq!((found.mean, found.sd), (2.5, (5.0f64 / 3.0).sqrt()));
    let at = |percent: u8| {
        let index = Reference::PERCENTILES.iter().position(|p| *p == percent);
        found.quantiles[index.expect("a kept one")]
    };
    for (percent, value) in
        [(0, 1.0), (10, 1.0), (15, 1.1), (25, 1.5), (50, 2.5), (75, 3.5), (90, 4.0), (100, 4.0)]
    {
        assert!((at(percent) - value).abs() < 1e-12, "{percent}: {}", at(percent));
    }
}

#[test]
fn percentiles_of_named_cases() {
    // 60 zeros of 100, then 1 to 40
    let ties: Vec<f64> = (0..100).map(|i| f64::from((i - 59).max(0))).collect();
    let even: Vec<f64> = (1..=100).map(f64::from).collect();
    for (case, values, value, expected) in [
        ("below all", &even, 0.0, 0.0),
        ("above all", &even, 101.0, 100.0),
        ("no bound", &even, f64::INFINITY, 100.0),
        ("the middle", &even, 50.5, 50.0),
        ("a value, half of itself below", &even, 50.0, 49.5),
        ("the least of many", &ties, 0.0, 27.5), // true mid-rank 30; the zeros kept end at 55
        ("below the least of many", &ties, -0.1, 0.0),
        ("above the least of many", &ties, 0.25, 57.5),
        ("at a kept percentile", &ties, 20.5, 80.0),
    ] {
        let found = reference(values).percentile("a", value);
        let found = found.unwrap_or_else(|| panic!("{case}: none"));
        assert!((found - expected).abs() < 1e-9, "{case}: {found}");
    }
    let found = reference(&even);
    assert_eq!(found.percentile("a", f64::NAN), None);
    assert_eq!(found.percentile("b", 1.0), None);
    assert_eq!(found.z("a", 50.5), Some(0.0));
    assert_eq!((found.z("a", f64::NAN), found.z("b", 1.0)), (None, None));
}

#[test]
fn too_few_or_equal_values() {
    for few in [&[][..], &[1.0], &[1.0, f64::NAN]] {
        let found = reference(few);
        assert!(found.n("a").is_some() && found.distribution("a").is_none());
        assert_eq!((found.z("a", 1.0), found.percentile("a", 1.0)), (None, None));
    }
    let equal = reference(&[0.1; 3]);
    assert_eq!(equal.distribution("a").map(|found| (found.mean, found.sd)), Some((0.1, 0.0)));
    assert_eq!((equal.z("a", 0.2), equal.percentile("a", 0.1)), (None, Some(50.0)));
}

#[test]
fn an_abridged_reference_knows_its_ties() {
    let third = 1.0 / 3.0;
    let whole = reference(&[third, third, third, 0.9]);
    let short = whole.clone().abridged(4, 4);
    assert_eq!(short.distribution("a").map(|found| found.quantiles[0]), Some(0.3333));
    assert_eq!(short.percentile("a", third), whole.percentile("a", third));
    assert_eq!(whole.clone().abridged(4, 5).n("a"), Some(4));
    assert_eq!(whole.abridged(4, 5).distribution("a"), None);
    for (value, digits, expected) in
        [(1234.5, 2, 1200.0), (0.012_345, 3, 0.0123), (-9.96, 2, -10.0), (0.0, 4, 0.0)]
    {
        assert_eq!(rounded(value, digits), expected);
    }
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let good = reference(&[1.0, 2.0]).to_text();
    assert_eq!(
        Reference::from_text("f", &good.replace('\n', "\r\n")).unwrap(),
        reference(&[1.0, 2.0])
    );
    let row = good.lines().last().unwrap();
    let columns = good.lines().rev().nth(1).unwrap();
    let number = good.lines().count();
    let cells = |count: usize| row.split('\t').take(count).collect::<Vec<_>>().join("\t");
    for (case, text, words) in [
        ("no id", good.replace("# id: test\n", ""), "f: \"\": expected a line \"# id: …\""),
        ("no articles", good.replace("# articles: 2\n", ""), "expected the lines \"# articles:\""),
        ("articles", good.replace("articles: 2", "articles: two"), "\"two\": expected a number"),
        ("digits", good.replace("# columns", "# digits: 0\n# columns"), "expected a number from 1"),
        ("columns", good.replace(columns, "# columns: a"), "\"a\": expected \"column\\tn\\tmean"),
        ("twice", format!("{good}{row}\n"), "\"a\": expected another column"),
        ("no n", good.replace(row, "a"), "\"a\": expected how many articles"),
        ("n too large", good.replace("a\t2", "a\t3"), "\"3\": expected how many articles"),
        ("n too small", good.replace("a\t2", "a\t1"), "expected at least two articles"),
        ("cut", good.replace(row, &cells(9)), "expected mean, standard deviation and 23"),
        ("one number", good.replace(row, &cells(3)), "expected mean, standard deviation and 23"),
        ("long", good.replace(row, &format!("{row}\t9")), "expected mean, standard deviation"),
        ("no number", good.replace("a\t2\t1.5", "a\t2\tx"), "\"x\": expected a finite number"),
        ("NaN", good.replace("a\t2\t1.5", "a\t2\tNaN"), "\"NaN\": expected a finite number"),
        (
            "negative",
            good.replace("\t0.70", "\t-0.70"),
            "expected a standard deviation of at least",
        ),
        ("unsorted", good.replace(row, &row.replacen("\t1\t", "\t3\t", 1)), "that do not fall"),
    ] {
        let wrong = Reference::from_text("f", &text).expect_err(case).to_string();
        assert!(wrong.contains(words), "{case}: {wrong}");
        assert!(wrong.starts_with("f:"), "{case}: {wrong}");
    }
    let wrong = Reference::from_text("f", &good.replace("a\t2", "a\t3")).unwrap_err().to_string();
    assert!(wrong.starts_with(&format!("f:{number}: \"3\"")), "{wrong}");
    let wrong = Reference::from_path("/no/such/file").unwrap_err().to_string();
    assert!(wrong.contains("/no/such/file"), "{wrong}");
}

#[test]
fn provenance_stays_on_its_line() {
    let found = reference(&[1.0, 2.0]).with_provenance("2", "A\n# id: b", "CC0-1.0", " x\ty ");
    assert_eq!(found.provenance().title, "A # id: b");
    assert_eq!(found.provenance().sources, "x y");
    assert_eq!(Reference::from_text("f", &found.to_text()).unwrap(), found);
}

/// How the file is made: see DESIGN.md.
#[test]
fn the_built_in_reference_is_whole() {
    let found = Reference::from_text("news.txt", NEWS).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(&found, Reference::built_in());
    assert_eq!(found.name(), "reference/news");
    assert!(NEWS.len() < 100_000, "{} bytes", NEWS.len());
    assert!(found.articles() >= 80 && found.digits == Some(4));
    assert_eq!(found.to_text(), NEWS, "as the program writes it");
    let stable = metrics().iter().filter(|info| info.status == Status::Stable);
    let matrix = FeatureMatrix::with_metrics(stable.clone(), [] as [&crate::ArticleReport; 0]);
    let names: Vec<&str> = matrix.value_columns().map(|(name, _)| name).collect();
    assert!(found.columns().eq(names), "other metrics: make lexicons/reference/news.txt again");
    for info in stable.filter(|info| info.needs.is_empty()) {
        assert!(found.n(info.id).is_some_and(|n| n >= 10), "{} has few values", info.id);
        let found = found.distribution(info.id).unwrap_or_else(|| panic!("{}", info.id));
        let (least, greatest) = (found.quantiles[0], found.quantiles[22]);
        assert!(info.range.0 <= least && greatest <= info.range.1, "{}", info.id);
        assert!(least <= found.mean && found.mean <= greatest, "{}", info.id);
    }
}

fn values() -> impl Strategy<Value = Vec<f64>> {
    // few different values, so that many are the same
    let value = prop_oneof![(-3i8..3).prop_map(f64::from), -1e6..1e6, Just(f64::NAN)];
    prop::collection::vec(value, 0..60)
}

proptest! {
    #[test]
    fn by_itself_a_matrix_has_mean_0_and_deviation_1(values in values()) {
        let rows: Vec<&[f64]> = values.chunks(1).collect();
        let matrix = FeatureMatrix::of(&["a"], &rows);
        let own = Reference::from_matrix("own", &matrix);
        let z = matrix.standardised(&own).expect("the same columns");
        let again = Reference::from_matrix("again", &z);
        if own.distribution("a").is_some_and(|found| found.sd > 0.0) {
            let again = again.distribution("a").expect("as many values");
            prop_assert!(again.mean.abs() < 1e-9, "{}", again.mean);
            prop_assert!((again.sd - 1.0).abs() < 1e-9, "{}", again.sd);
        } else {
            prop_assert!(z.values().iter().all(|z| z.is_nan()));
        }
    }

    #[test]
    fn percentiles_rise_with_the_value(values in values(), digits in prop::option::of(1..5u32)) {
        let mut found = reference(&values);
        if let Some(digits) = digits {
            found = found.abridged(digits, 0);
        }
        let mut probes: Vec<f64> = values.iter().flat_map(|v| [*v, v - 0.5, v + 0.01]).collect();
        probes.retain(|probe| !probe.is_nan());
        probes.sort_by(f64::total_cmp);
        let ranks: Vec<f64> = probes.iter().filter_map(|probe| found.percentile("a", *probe)).collect();
        prop_assert!(ranks.is_sorted(), "{ranks:?}");
        prop_assert!(ranks.iter().all(|rank| (0.0..=100.0).contains(rank)));
    }

    /// The true mid-rank of a value is never further away than the kept percentiles beside it.
    #[test]
    fn percentiles_are_near_the_mid_rank(mut values in values()) {
        values.retain(|value| !value.is_nan());
        prop_assume!(values.len() > 1);
        let found = reference(&values);
        for value in &values {
            let below = values.iter().filter(|v| *v < value).count() as f64;
            let same = values.iter().filter(|v| *v == value).count() as f64;
            let exact = 100.0 * (below + same / 2.0) / values.len() as f64;
            let rank = found.percentile("a", *value).expect("a value of its own");
            let slack = 5.0 + 50.0 / values.len() as f64; // a step, and half an article at the ends
            prop_assert!((rank - exact).abs() <= slack, "{value}: {rank} for {exact}");
        }
    }

    #[test]
    fn text_reads_back_equal(values in values(), digits in prop::option::of(1..9u32)) {
        let mut found = reference(&values);
        if let Some(digits) = digits {
            found = found.abridged(digits, 3);
        }
        let read = Reference::from_text("f", &found.to_text());
        prop_assert_eq!(read.map_err(|error| error.to_string()), Ok(found));
    }

    #[test]
    fn no_text_panics(text in "(# (id|articles|digits|columns): [a-z0-9\t]{0,9}\n|[a-z0-9.\t-]{0,30}\n){0,9}") {
        _ = Reference::from_text("f", &text);
    }
}
