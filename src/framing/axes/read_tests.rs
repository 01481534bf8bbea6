//! The formats of word vectors, and what is wrong with files.

use std::fmt::Write;
use std::path::Path;

use super::{WordVectors, npy};
use crate::Error;
use proptest::prelude::*;

const WORDS: [&str; 3] = ["good", "Ärger", "..."];
const NUMBERS: [[f32; 2]; 3] = [[1.0, -0.5], [0.25, 1e-7], [-3.0, 1_048_577.0]];

fn read(bytes: &[u8]) -> Result<WordVectors, Error> {
    WordVectors::from_reader("v.txt", bytes)
}

fn message(bytes: &[u8]) -> String {
    read(bytes).expect_err("bad vectors").to_string()
}

fn text(gap: &str, end: &str) -> String {
    WORDS.iter().zip(NUMBERS).fold(String::new(), |mut out, (word, [x, y])| {
        _ = write!(out, "{word}{gap}{x:e}{gap}{y}{end}");
        out
    })
}

fn binary(header: &str, end: &[u8]) -> Vec<u8> {
    let mut out = header.as_bytes().to_vec();
    for (word, row) in WORDS.iter().zip(NUMBERS) {
        out.extend([word.as_bytes(), b" "].concat());
        out.extend(singles(&row));
        out.extend(end);
    }
    out
}

/// A file as `numpy.save` writes it (checked byte for byte against NumPy 2.4.6 for the first two
/// of [`matrices_of_numpy`]).
fn matrix(descr: &str, fortran: &str, shape: &str, data: &[u8]) -> Vec<u8> {
    let mut header =
        format!("{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}");
    while (header.len() + 11) % 64 != 0 {
        header.push(' ');
    }
    header.push('\n');
    let mut out = b"\x93NUMPY\x01\x00".to_vec();
    out.extend((header.len() as u16).to_le_bytes());
    out.extend(header.bytes());
    out.extend(data);
    out
}

fn read_matrix(matrix: &[u8], vocabulary: &str) -> Result<WordVectors, Error> {
    npy::vectors((Path::new("m.npy"), matrix), (Path::new("words.txt"), vocabulary.as_bytes()))
}

fn singles(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn doubles(numbers: &[f64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn assert_all(vectors: &WordVectors, case: &str) {
    assert_eq!((vectors.len(), vectors.dim(), vectors.is_empty()), (3, 2, false), "{case}");
    for (word, row) in WORDS.iter().zip(NUMBERS) {
        assert_eq!(vectors.get(word).expect(case).to_vec(), row, "{case}");
    }
    assert!(vectors.get("Good").is_none() && vectors.get("").is_none(), "{case}");
}

#[test]
fn every_format_gives_the_same() {
    let cases: &[(&str, Vec<u8>)] = &[
        ("GloVe", text(" ", "\n").into()),
        ("no last line end", text(" ", "\n").trim_end().into()),
        ("tabs and CRLF", text("\t", "\r\n").into()),
        ("byte order mark", format!("\u{FEFF}{}", text(" ", "\n")).into()),
        ("many spaces, blank lines", text("   ", "  \n\n").into()),
        ("word2vec text", format!("3 2\n{}", text(" ", " \n")).into()),
        ("word2vec binary, as gensim writes it", binary("3 2\n", b"")),
        ("word2vec binary, as word2vec.c writes it", binary("3 2\n", b"\n")),
    ];
    for (case, bytes) in cases {
        assert_all(&read(bytes).expect(case), case);
    }
}

#[test]
fn matrices_of_numpy() {
    let rows: Vec<f32> = NUMBERS.concat();
    let columns: Vec<f32> = [0, 1].map(|k| NUMBERS.map(|row| row[k])).concat();
    let wide = |numbers: &[f32]| -> Vec<u8> {
        doubles(&numbers.iter().map(|number| f64::from(*number)).collect::<Vec<_>>())
    };
    let mut third = matrix("<f4", "False", "(3, 2)", &singles(&rows));
    third[6] = 3; // version 3: the length takes four bytes
    third.splice(10..10, [0, 0]);
    let words = WORDS.join("\n");
    let cases = [
        ("f4 C", matrix("<f4", "False", "(3, 2)", &singles(&rows))),
        ("f8 Fortran", matrix("<f8", "True", "(3, 2)", &wide(&columns))),
        ("f4 Fortran", matrix("<f4", "True", "(3, 2)", &singles(&columns))),
        ("f8 C", matrix("<f8", "False", "(3,2)", &wide(&rows))),
        ("version 3", third),
    ];
    for (case, bytes) in &cases {
        assert_all(&read_matrix(bytes, &words).expect(case), case);
    }
    let bytes = &cases[0].1;
    assert_all(&read_matrix(bytes, &WORDS.join("\r\n")).expect("CRLF"), "CRLF");
    // printed by NumPy: np.save(np.array([[1, 2], [3, 4], [5, 6]], '<f4'))
    let start =
        b"\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }    ";
    assert!(bytes.starts_with(start) && bytes.len() == 128 + 24);
}

#[test]
fn words_as_they_come() {
    // GloVe 840B has words with spaces; word2vec's own files have words cut inside a character
    let vectors =
        read(b"the 1 2\n. . . 3 4\nat name@example.com 5 6\ncaf\xC3 7 8\n1999 9 1\nnan 1 3\n")
            .expect("good vectors");
    for (word, x) in [
        (". . .", 3.0),
        ("at name@example.com", 5.0),
        ("caf\u{FFFD}", 7.0),
        ("1999", 9.0),
        ("nan", 1.0),
    ] {
        assert_eq!(vectors.get(word).expect(word)[0], x);
    }
    // of a word given twice the first vector counts; rows are counted all the same
    let vectors = read(b"3 1\na 1\na 2\nb 3\n").expect("good vectors");
    assert_eq!(
        (vectors.len(), vectors.get("a").unwrap()[0], vectors.get("b").unwrap()[0]),
        (2, 1.0, 3.0)
    );
    let matrix = matrix("<f4", "False", "(3, 1)", &singles(&[1.0, 2.0, 3.0]));
    let vectors = read_matrix(&matrix, "a\na\nb\n").expect("good vectors");
    assert_eq!(
        (vectors.len(), vectors.get("a").unwrap()[0], vectors.get("b").unwrap()[0]),
        (2, 1.0, 3.0)
    );
}

#[test]
fn what_is_wrong_is_named() {
    let cases: &[(&[u8], &str)] = &[
        (b"", r#"v.txt: "no rows": expected lines of a word and its numbers"#),
        (b"\n \n", r#"v.txt: "no rows": expected lines of a word and its numbers"#),
        (b"word\n", r#"v.txt:1: "word": expected a word and 1 to 65536 numbers"#),
        (
            b"a 1 2\nb 1\n",
            r#"v.txt:2: "b": expected a word and 2 numbers, as in the first row; this one has 1"#,
        ),
        (
            b"a 1 2\nb 1 2 3\n",
            r#"v.txt:2: "b": expected a word and 2 numbers, as in the first row; this one has 3"#,
        ),
        (
            b"1 2\na 1 2 3\n",
            r#"v.txt:2: "a": expected a word and 2 numbers, as the first line says; this one has 3"#,
        ),
        (
            b"a 1 2\nb 1 x\n",
            r#"v.txt:2: "x": expected a finite number among the last 2 fields of "b""#,
        ),
        (
            b"a 1 2\nb NaN 0\n",
            r#"v.txt:2: "NaN": expected a finite number among the last 2 fields of "b""#,
        ),
        (b"a 1 2\n\nb 1 -inf\n", r#"v.txt:3: "-inf": expected a finite number"#),
        (b"a 1 2\nb 1e39 1\n", r#"v.txt:2: "1e39": expected a finite number"#),
        (b"3 2\na 1 2\nb 1 2\n", r#"v.txt: "2 rows": expected 3 rows, as the first line says"#),
        (b"1 2\na 1 2\nb 1 2\n", r#"v.txt: "2 rows": expected 1 rows, as the first line says"#),
        (b"3 2\n", r#"v.txt: "no rows": expected 3 rows, as the first line says"#),
        (b"3 2", r#"v.txt: "no rows": expected 3 rows, as the first line says"#),
        (b"0 2\n", r#"v.txt: "no rows": expected lines of a word and its numbers"#),
        (b"3 0\n", r#"v.txt:1: "3 0": expected rows and dimensions, the latter 1 to 65536"#),
        (
            b"\x93NUMPY\x01\x00",
            r#"v.txt: "an .npy matrix": expected word vectors; a matrix needs a vocabulary"#,
        ),
        (b"\x1F\x8B\x08\x00", r#"v.txt: "gzip data": expected word vectors; decompress it first"#),
        (b"PK\x03\x04\x14", r#"v.txt: "a zip archive""#),
        (b"\xFF\xFEa\x00", r#"v.txt: "UTF-16 text""#),
    ];
    for (bytes, expected) in cases {
        let message = message(bytes);
        assert!(message.starts_with(expected), "{message}\nnot {expected}");
    }
}

#[test]
fn what_is_wrong_with_a_binary_file() {
    let good = binary("3 2\n", b"");
    let with = |header: &str| binary(header, b"");
    let mut not_a_number = good.clone();
    let at = not_a_number.len() - 4;
    not_a_number[at..].copy_from_slice(&f32::NAN.to_le_bytes());
    let no_space = [b"1 2\n\0".to_vec(), vec![b'x'; 9_000]].concat();
    let cases: &[(&[u8], &str)] = &[
        (
            &good[..good.len() - 1],
            r#"v.txt: "...": expected 3 rows of 2 numbers, as the first line says: the file ends in row 3"#,
        ),
        (&good[..good.len() - 12], r#"v.txt: "": expected 3 rows of 2 numbers"#),
        (
            &with("4 2\n"),
            r#"v.txt: "": expected 4 rows of 2 numbers, as the first line says: the file ends in row 4"#,
        ),
        (
            &with("2 2\n"),
            r#"v.txt: "more data": expected the end of the file after 2 rows, as the first line says"#,
        ),
        (&not_a_number, r#"v.txt: "NaN": expected finite numbers in row 3, "...""#),
        (&no_space, "expected a word of at most 4096 bytes and a space in row 1"),
    ];
    for (bytes, expected) in cases {
        let message = message(bytes);
        assert!(message.contains(expected), "{message}\nnot {expected}");
    }
}

#[test]
fn what_is_wrong_with_a_matrix() {
    let data = singles(&NUMBERS.concat());
    let good = matrix("<f4", "False", "(3, 2)", &data);
    let of = |descr: &str, fortran: &str, shape: &str| matrix(descr, fortran, shape, &data);
    let huge = doubles(&[1.0, 1.0, 1.0, 1e300, 1.0, 1.0]);
    let cases: &[(Vec<u8>, &str, &str)] = &[
        (
            good.clone(),
            "a\nb\n",
            r#"words.txt: "2 words": expected 3 words, one a line, as m.npy has rows"#,
        ),
        (good.clone(), "a\nb\nc\nd", r#"words.txt: "4 words": expected 3 words"#),
        (good.clone(), "", r#"words.txt: "no words": expected words, one a line"#),
        (
            good[..good.len() - 1].to_vec(),
            "a\nb\nc",
            r#"m.npy: "a file that ends in row 3": expected 3 rows of 2 numbers"#,
        ),
        (
            [&good[..], b"x"].concat(),
            "a\nb\nc",
            r#"m.npy: "more data": expected the end of the file after 3 × 2 numbers"#,
        ),
        (
            b"good 1 2\nbad 1 2\n".to_vec(),
            "a",
            r#"m.npy: "another kind of file": expected an .npy matrix"#,
        ),
        (good[..40].to_vec(), "a", r#"m.npy: "a header that is cut off""#),
        (good[..9].to_vec(), "a", r#"m.npy: "a header that is cut off""#),
        (of("<i4", "False", "(3, 2)"), "a\nb\nc", "expected numbers of type '<f4' or '<f8'"),
        (of(">f4", "False", "(3, 2)"), "a\nb\nc", "expected numbers of type '<f4' or '<f8'"),
        (of("<f4", "None", "(3, 2)"), "a\nb\nc", "expected True or False in \"fortran_order\""),
        (of("<f4", "False", "(6,)"), "a\nb\nc", "expected a matrix of two dimensions"),
        (of("<f4", "False", "(3, 2, 1)"), "a\nb\nc", "expected a matrix of two dimensions"),
        (of("<f4", "False", "()"), "a\nb\nc", "expected a matrix of two dimensions"),
        (of("<f4", "False", "(3, x)"), "a\nb\nc", "expected a matrix of two dimensions"),
        (of("<f4", "False", "(3, 0)"), "a\nb\nc", "expected 1 to 65536 columns"),
        (
            matrix("<f8", "True", "(3, 2)", &huge),
            "a\nb\nc",
            r#"m.npy: "inf": expected finite numbers in single precision in row 1, "a""#,
        ),
        (
            matrix("<f8", "False", "(3, 2)", &huge),
            "a\nb\nc",
            r#"m.npy: "inf": expected finite numbers in single precision in row 2, "b""#,
        ),
    ];
    for (bytes, words, expected) in cases {
        let message = read_matrix(bytes, words).expect_err(expected).to_string();
        assert!(message.contains(expected), "{message}\nnot {expected}");
    }
}

/// None of these may take memory for what they promise.
#[test]
fn headers_that_lie() {
    for header in ["1000000000000 300\n", "18446744073709551615 65536\n"] {
        let message = message(header.as_bytes());
        assert!(message.contains("rows, as the first line says"), "{message}");
        let message = self::message(&[header.as_bytes(), b"a \0\0\0\0"].concat());
        assert!(message.contains("the file ends in row 1"), "{message}");
    }
    let message = message(b"300 1000000000000\n");
    assert!(message.contains("the latter 1 to 65536"), "{message}");
    for shape in ["(1000000000000, 2)", "(3, 1000000000000)", "(99999999999999999999999, 2)"] {
        assert!(read_matrix(&matrix("<f4", "True", shape, b""), "a\nb\nc").is_err());
    }
    assert!(read_matrix(b"\x93NUMPY\x02\x00\xFF\xFF\xFF\xFF", "a").is_err());
    assert!(read_matrix(&matrix("<f8", "True", "(3, 65536)", b""), "a\nb\nc").is_err());
}

#[test]
fn lines_have_a_bound() {
    let endless = std::io::Read::take(std::io::repeat(b'x'), 1 << 30);
    let error = WordVectors::from_reader("v.txt", endless).expect_err("no line end");
    assert!(error.to_string().ends_with("expected lines of at most 4194304 bytes"), "{error}");
}

#[test]
fn the_hash_is_that_of_the_bytes() {
    // printed by sha256sum
    let vectors = read(b"a 1 2\nb 3 4\n").expect("good vectors");
    assert_eq!(
        vectors.sha256(),
        "3d284dcfc671b075f27ce9f1f2e53ae4d6e750b8bfacedbcaf52d8aaa90240d9"
    );
    let long = "a 1 2\n".repeat(50_000);
    assert_ne!(read(long.as_bytes()).expect("good vectors").sha256(), vectors.sha256());
}

#[test]
fn a_missing_file_is_named() {
    for error in [WordVectors::read("no/such"), WordVectors::read_npy("no/such", "no/other")] {
        let message = error.expect_err("no file").to_string();
        assert!(message.starts_with("no/such: "), "{message}");
    }
}

proptest! {
    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), kind in 0..4) {
        let head: &[u8] = [&b""[..], b"3 2\n", b"\x93NUMPY\x01\x00", b"a 1 2\n"][kind as usize];
        let bytes = [head, &bytes].concat();
        _ = read(&bytes);
        _ = read_matrix(&bytes, "a\nb");
    }

    /// Binary files and text files of the same numbers give the same vectors, whatever the numbers.
    #[test]
    fn text_and_binary_agree(
        rows in prop::collection::vec(prop::array::uniform8(prop::num::f32::NORMAL | prop::num::f32::ZERO), 1..9),
    ) {
        let mut text = format!("{} 8\n", rows.len());
        let mut binary = text.clone().into_bytes();
        for (i, row) in rows.iter().enumerate() {
            _ = writeln!(text, "w{i} {}", row.map(|number| number.to_string()).join(" "));
            binary.extend(format!("w{i} ").into_bytes());
            binary.extend(singles(row));
        }
        let (text, binary) = (read(text.as_bytes()).unwrap(), read(&binary).unwrap());
        for (i, row) in rows.iter().enumerate() {
            let word = format!("w{i}");
            prop_assert_eq!(text.get(&word).unwrap().to_vec(), row.to_vec());
            prop_assert_eq!(binary.get(&word).unwrap().to_vec(), row.to_vec());
        }
    }
}
