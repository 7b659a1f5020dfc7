namespace Gongxin.Kernel.Tabular;

/// <summary>
/// Every code that a finding about a file can carry. A code is a promise to callers: it is never renamed or reused.
/// Its texts are in <c>TabularText.resx</c> and it is explained in <c>docs/problems.md</c>; a test keeps the three equal.
/// </summary>
public static class FindingCodes
{
    // The file as a whole: refused.
    public const string FileEmpty = "file.empty";
    public const string FileNotATable = "file.not-a-table";
    public const string FileNulBytes = "file.nul-bytes";
    public const string FileUnknownEncoding = "file.unknown-encoding";
    public const string FileMixedEncoding = "file.mixed-encoding";
    public const string FileCutOff = "file.cut-off";
    public const string FileUnclosedQuote = "file.unclosed-quote";
    public const string FileLineTooLong = "file.line-too-long";
    public const string FileTooManyColumns = "file.too-many-columns";
    public const string FileHeaderTooShort = "file.header-too-short";
    public const string FileWithdrawn = "file.withdrawn";
    public const string FileDatasetWithdrawn = "file.dataset-withdrawn";

    // The file as a whole: told, not refused.
    public const string FileWrongExtension = "file.wrong-extension";
    public const string FileHeaderOnly = "file.header-only";

    // Header: repaired.
    public const string HeaderDuplicateName = "header.duplicate-name";
    public const string HeaderEmptyName = "header.empty-name";
    public const string HeaderMissing = "header.missing";
    public const string HeaderPreamble = "header.preamble";
    public const string HeaderTrailingDelimiter = "header.trailing-delimiter";

    // A row: refused, except the short one, which is padded.
    public const string RowTooManyCells = "row.too-many-cells";
    public const string RowTooFewCells = "row.too-few-cells";
    public const string RowStrayQuote = "row.stray-quote";
    public const string RowInvalidEncoding = "row.invalid-encoding";
    public const string RowCellTooLong = "row.cell-too-long";
    public const string RowTooLong = "row.too-long";
    public const string RowFootnote = "row.footnote";
    public const string RowNotAnObject = "row.not-an-object";
    public const string RowNotJson = "row.not-json";
    public const string RowTooDeep = "row.too-deep";
    public const string RowDuplicateKey = "row.duplicate-key";

    // A workbook as a whole: refused.
    public const string WorkbookCorrupt = "workbook.corrupt";
    public const string WorkbookDocumentType = "workbook.document-type";
    public const string WorkbookPassword = "workbook.password";
    public const string WorkbookTooLarge = "workbook.too-large";
    public const string WorkbookXlsbNotSupported = "workbook.xlsb-not-supported";

    // A sheet of a workbook: told.
    public const string WorkbookSheetHidden = "workbook.sheet-hidden";
    public const string WorkbookSheetNameDuplicate = "workbook.sheet-name-duplicate";
    public const string WorkbookHeaderLevels = "workbook.header-levels";
    public const string WorkbookColumnNumbers = "workbook.column-numbers";
    public const string WorkbookColumnsHidden = "workbook.columns-hidden";
    public const string WorkbookRowsHidden = "workbook.rows-hidden";
    public const string WorkbookMergedData = "workbook.merged-data";

    // Rows and cells of a sheet: told.
    public const string WorkbookTotalRow = "workbook.total-row";
    public const string WorkbookDigitsLost = "workbook.digits-lost";
    public const string WorkbookFormulaWithoutValue = "workbook.formula-without-value";

    // JSON as a whole: refused.
    public const string JsonSyntax = "json.syntax";
    public const string JsonTooDeep = "json.too-deep";
    public const string JsonNotATable = "json.not-a-table";
    public const string JsonSeveralTables = "json.several-tables";

    // A cell that is not of its column's type: quarantined by the loader.
    public const string CellErrorValue = "cell.error-value";
    public const string CellNotAnInteger = "cell.not-an-integer";
    public const string CellNotADecimal = "cell.not-a-decimal";
    public const string CellNotANumber = "cell.not-a-number";
    public const string CellNotABoolean = "cell.not-a-boolean";
    public const string CellNotADate = "cell.not-a-date";
    public const string CellNotADateTime = "cell.not-a-date-time";
    public const string CellNotAYearMonth = "cell.not-a-year-month";
    public const string CellNotAYear = "cell.not-a-year";

    // A cell that breaks a constraint of the schema: quarantined by the loader.
    public const string CellRequired = "cell.required";
    public const string CellTooShort = "cell.too-short";
    public const string CellTooLong = "cell.too-long";
    public const string CellOutOfRange = "cell.out-of-range";
    public const string CellPattern = "cell.pattern";
    public const string CellNotInList = "cell.not-in-list";
    public const string CellDuplicate = "cell.duplicate";

    // A column: told.
    public const string ColumnHeld = "column.held";
    public const string ColumnZoneDropped = "column.zone-dropped";

    // The given schema.
    public const string SchemaColumnMissing = "schema.column-missing";
    public const string SchemaColumnExtra = "schema.column-extra";
    public const string SchemaInvalid = "schema.invalid";
}
