//! A matrix for other programs: CSV, and NumPy's `.npy`.

use std::io::{self, BufWriter, Write};

use super::FeatureMatrix;

impl FeatureMatrix {
    /// Writes the matrix as CSV: a line of names, then a line a row, with the ids in a first column
    /// `id` where [they were given](Self::with_ids). Numbers read back to the same bits; NaN is an
    /// empty cell.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_csv(&self, out: impl Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        let id = self.ids().map(|_| "id");
        table.write_record(id.into_iter().chain(self.names().iter().map(String::as_str)))?;
        self.write_rows(table)
    }

    /// The same without the line of names: for a table that is written piece by piece.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_csv_rows(&self, out: impl Write) -> io::Result<()> {
        self.write_rows(csv::Writer::from_writer(out))
    }

    fn write_rows(&self, mut table: csv::Writer<impl Write>) -> io::Result<()> {
        for (index, row) in self.values().rows().into_iter().enumerate() {
            let id = self.ids().map(|ids| ids[index].clone());
            let cell = |value: &f64| if value.is_nan() { String::new() } else { value.to_string() };
            table.write_record(id.into_iter().chain(row.iter().map(cell)))?;
        }
        table.flush()
    }

    /// Writes the values as a NumPy array of articles × columns: format 1.0, little-endian `f8`, in C
    /// order, NaN as NaN. It has no place for [`names`](Self::names) and [`ids`](Self::ids): write
    /// those beside it, a line each.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_npy(&self, out: impl Write) -> io::Result<()> {
        let mut out = BufWriter::new(out);
        // https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
        let (rows, columns) = self.values().dim();
        let array =
            format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
        // spaces and a line end bring the head, with the ten bytes before it, to a multiple of 64
        let length = (10 + array.len() + 1).next_multiple_of(64) - 10;
        out.write_all(b"\x93NUMPY\x01\x00")?;
        out.write_all(&(length as u16).to_le_bytes())?;
        writeln!(out, "{array:<width$}", width = length - 1)?;
        for value in self.values() {
            out.write_all(&value.to_le_bytes())?;
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out).expect("a vector takes all");
        out
    }

    #[test]
    fn csv_by_hand() {
        let matrix = FeatureMatrix::of(&["a", "b"], &[&[0.1, f64::NAN], &[-2.0, 1e-7]]);
        let text = |matrix: &FeatureMatrix| String::from_utf8(written(|out| matrix.write_csv(out)));
        assert_eq!(text(&matrix).as_deref(), Ok("a,b\n0.1,\n-2,0.0000001\n"));
        let matrix = matrix.with_ids(["x, \"y\"", ""]).expect("two ids");
        let rows = "\"x, \"\"y\"\"\",0.1,\n,-2,0.0000001\n";
        assert_eq!(text(&matrix), Ok(format!("id,a,b\n{rows}")));
        assert_eq!(written(|out| matrix.write_csv_rows(out)), rows.as_bytes());
    }

    #[test]
    fn csv_reads_back_to_the_same_bits() {
        let numbers = [0.1 + 0.2, -0.0, f64::MAX, f64::MIN_POSITIVE / 2.0, f64::NAN, 1.0 / 3.0];
        let matrix = FeatureMatrix::of(&["a", "b", "c"], &[&numbers[..3], &numbers[3..]]);
        let bytes = written(|out| matrix.write_csv(out));
        let mut table = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(table.headers().expect("names"), &csv::StringRecord::from(vec!["a", "b", "c"]));
        let cells = table.records().flat_map(|row| {
            let row = row.expect("a row");
            row.iter().map(|cell| cell.parse().unwrap_or(f64::NAN)).collect::<Vec<f64>>()
        });
        assert!(cells.map(f64::to_bits).eq(numbers.map(f64::to_bits)));
    }

    /// numpy 2.4.6 reads files of ours of 14 and of 0 rows to the bits of the CSV.
    #[test]
    fn npy_byte_by_byte() {
        let matrix = FeatureMatrix::of(&["a", "b"], &[&[1.0, f64::NAN], &[-2.0, 0.5]]);
        let bytes = written(|out| matrix.write_npy(out));
        let mut expected = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
        expected.extend(b"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }");
        expected.resize(127, b' ');
        expected.push(b'\n');
        expected.extend([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]); // 1, the least byte first
        expected.extend([0, 0, 0, 0, 0, 0, 0xf8, 0x7f]); // NaN
        expected.extend([0, 0, 0, 0, 0, 0, 0x00, 0xc0]); // -2
        expected.extend([0, 0, 0, 0, 0, 0, 0xe0, 0x3f]); // 0.5
        assert_eq!(bytes, expected);
    }

    #[test]
    fn a_head_of_any_length_ends_at_a_multiple_of_64() {
        for names in [0, 1, 10, 100, 1000] {
            let names: Vec<String> = (0..names).map(|i| format!("c{i}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            for rows in [0, 1, 10] {
                let zeros = vec![0.0; names.len()];
                let matrix = FeatureMatrix::of(&names, &vec![zeros.as_slice(); rows]);
                let bytes = written(|out| matrix.write_npy(out));
                let head = bytes.len() - 8 * rows * names.len();
                assert_eq!((head % 64, bytes[head - 1]), (0, b'\n'));
                assert_eq!(usize::from(bytes[8]) + 256 * usize::from(bytes[9]), head - 10);
            }
        }
    }

    #[test]
    fn zero_rows_keep_their_columns() {
        let matrix = FeatureMatrix::from_reports(std::iter::empty::<crate::ArticleReport>());
        let csv = String::from_utf8(written(|out| matrix.write_csv(out))).expect("UTF-8");
        assert_eq!(csv, matrix.names().join(",") + "\n");
        assert!(written(|out| matrix.write_csv_rows(out)).is_empty());
        let npy = written(|out| matrix.write_npy(out));
        let shape = format!("'shape': (0, {}), }}", matrix.names().len());
        assert!(String::from_utf8_lossy(&npy).contains(&shape));
        assert_eq!(npy.len(), 128);
    }

    #[test]
    fn a_writer_that_fails_is_an_error() {
        let matrix = FeatureMatrix::of(&["a"], &[&[1.0]]);
        let mut none: [u8; 0] = [];
        assert!(matrix.write_csv(&mut none[..]).is_err());
        assert!(matrix.write_npy(&mut none[..]).is_err());
    }
}
