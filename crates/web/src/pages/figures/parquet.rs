//! The same rows as in the CSV file, with types: days as dates, what is not shown as null (decision 0030).

use std::sync::Arc;

use jiff::civil::{Date, date};
use parquet::basic::{Encoding, LogicalType, Repetition, Type as Stored};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::dictionary::{VERSION, columns};
use super::download::{COLUMNS, Row};
use crate::text::T;

/// The rows as one Parquet file. What the columns mean, in the reader's language, and the dictionary's version are in its metadata.
///
/// # Errors
/// When a number is greater than its column holds.
pub(super) fn parquet(rows: &[Row], t: T) -> Result<Vec<u8>> {
    let mut known = vec![KeyValue::new("dictionary_version".to_owned(), VERSION.to_string())];
    known.extend(columns(t).map(|(name, meaning)| KeyValue::new(format!("column.{name}"), meaning.to_owned())));
    let properties = WriterProperties::builder()
        .set_created_by(concat!("samsyn ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(known))
        .set_dictionary_enabled(false)
        .set_encoding(Encoding::PLAIN);
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema()?), Arc::new(properties.build()))?;
    let mut group = writer.next_row_group()?;
    words(&mut group, rows, |row| Some(row.figure.as_str()))?;
    words(&mut group, rows, |row| Some(row.period.as_str()))?;
    column::<Int32Type>(&mut group, rows, |row| Ok(Some(days(row.days[0]))))?;
    column::<Int32Type>(&mut group, rows, |row| Ok(Some(days(row.days[1]))))?;
    words(&mut group, rows, |row| (!row.group.is_empty()).then_some(row.group.as_str()))?;
    words(&mut group, rows, |row| Some(row.shown()))?;
    column::<Int32Type>(&mut group, rows, |row| row.counts().0.map(i32::try_from).transpose().map_err(too_great))?;
    words(&mut group, rows, |row| Some(row.counted_in))?;
    column::<Int64Type>(&mut group, rows, |row| row.counts().1.map(i64::try_from).transpose().map_err(too_great))?;
    group.close()?;
    writer.into_inner()
}

fn schema() -> Result<Type> {
    let one = |name: &&str| {
        let (stored, logical) = match *name {
            "begins" | "ends" => (Stored::INT32, Some(LogicalType::Date)),
            "value" => (Stored::INT32, None),
            "n" => (Stored::INT64, None),
            _ => (Stored::BYTE_ARRAY, Some(LogicalType::String)),
        };
        // A row for the whole has no group, and what is not shown neither value nor number.
        let null = ["group", "value", "n"].contains(name);
        let repetition = if null { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let column = Type::primitive_type_builder(name, stored).with_repetition(repetition);
        Ok(Arc::new(column.with_logical_type(logical).build()?))
    };
    let fields = COLUMNS.iter().map(one).collect::<Result<_>>()?;
    Type::group_type_builder("figures").with_fields(fields).build()
}

fn words<'a>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    rows: &'a [Row],
    of: impl Fn(&'a Row) -> Option<&'a str>,
) -> Result<()> {
    column::<ByteArrayType>(group, rows, |row| Ok(of(row).map(ByteArray::from)))
}

/// The next column: a value for each row, or none.
fn column<'a, D: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    rows: &'a [Row],
    of: impl Fn(&'a Row) -> Result<Option<D::T>>,
) -> Result<()> {
    let cells = rows.iter().map(of).collect::<Result<Vec<_>>>()?;
    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<D::T> = cells.into_iter().flatten().collect();
    let mut column = group.next_column()?.ok_or_else(|| ParquetError::General("no such column".to_owned()))?;
    column.typed::<D>().write_batch(&values, Some(&there), None)?;
    column.close()
}

/// Days since 1970, as Parquet counts them.
fn days(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

fn too_great(_: std::num::TryFromIntError) -> ParquetError {
    ParquetError::General("a number is too great".to_owned())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, RowAccessor};

    use super::super::download::csv;
    use super::super::told::Point;
    use super::*;
    use crate::Language;

    fn row(group: &str, point: Point) -> Row {
        Row {
            figure: "child_asked".to_owned(),
            period: "2026Q3".to_owned(),
            days: [date(2026, 7, 1), date(2026, 9, 30)],
            group: group.to_owned(),
            point,
            counted_in: "percent",
        }
    }

    #[test]
    fn it_holds_the_rows_of_the_csv_file_and_what_is_hidden_there_is_null() {
        let rows = [
            row("", Point::Told { value: 80, n: 12 }),
            row("Barn och familj", Point::Few),
            row("Åsö skola, norra", Point::Nothing),
            row("=1+1", Point::Told { value: 0, n: u64::from(u32::MAX) }),
        ];
        let bytes = parquet(&rows, Language::Sv.text()).unwrap();
        let file = SerializedFileReader::new(axum::body::Bytes::from(bytes)).unwrap();
        let known = file.metadata().file_metadata().key_value_metadata().unwrap();
        let value = |key: &str| known.iter().find(|one| one.key == key).and_then(|one| one.value.clone());
        assert_eq!(value("dictionary_version"), Some(VERSION.to_string()));
        for name in COLUMNS {
            assert!(value(&format!("column.{name}")).is_some_and(|meaning| !meaning.is_empty()), "{name}");
        }
        let csv = csv(&rows);
        let mut lines = csv.trim_start_matches('\u{feff}').lines();
        let heads: Vec<&str> = lines.next().unwrap().split(',').collect();
        let mut count = 0;
        for (read, line) in file.get_row_iter(None).unwrap().zip(lines) {
            let read = read.unwrap();
            let names: Vec<&String> = read.get_column_iter().map(|(name, _)| name).collect();
            assert_eq!(names, heads);
            let cells: Vec<String> = read.get_column_iter().map(|(_, field)| told(field)).collect();
            // In the CSV file commas stand in quotation marks, and a formula behind an apostrophe.
            assert_eq!(cells.join(",").replace("Åsö skola, norra", "\"Åsö skola, norra\"").replace('=', "'="), line);
            assert!(matches!(read.get_column_iter().nth(2), Some((_, Field::Date(20635)))), "{read}");
            assert_eq!(read.get_string(0).unwrap(), "child_asked");
            count += 1;
        }
        assert_eq!(count, rows.len());
    }

    fn told(field: &Field) -> String {
        match field {
            Field::Null => String::new(),
            Field::Str(words) => words.clone(),
            Field::Int(number) => number.to_string(),
            Field::Long(number) => number.to_string(),
            Field::Date(days) => (date(1970, 1, 1) + jiff::Span::new().days(*days)).to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_without_rows_is_one_too() {
        let bytes = parquet(&[], Language::En.text()).unwrap();
        let file = SerializedFileReader::new(axum::body::Bytes::from(bytes)).unwrap();
        assert_eq!(file.metadata().file_metadata().num_rows(), 0);
        assert_eq!(file.metadata().file_metadata().schema().get_fields().len(), COLUMNS.len());
    }
}
