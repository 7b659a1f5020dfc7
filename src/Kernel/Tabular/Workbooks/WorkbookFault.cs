using System.Globalization;
using System.Security.Cryptography;
using ExcelDataReader.Exceptions;

namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>Refusals of a workbook as a whole.</summary>
internal static class WorkbookFault
{
    public static TabularException Corrupt(string part, (long Line, long Column) place, long? row = null, Exception? inner = null) =>
        new(new Finding(row, null, FindingCodes.WorkbookCorrupt, null, $"{part}:{Text(place.Line)}:{Text(place.Column)}"), inner);

    public static TabularException Corrupt(string part, Exception? inner = null) =>
        new(new Finding(null, null, FindingCodes.WorkbookCorrupt, null, part), inner);

    public static TabularException DocumentType(string part, (long Line, long Column) place) =>
        new(new Finding(null, null, FindingCodes.WorkbookDocumentType, null, $"{part}:{Text(place.Line)}:{Text(place.Column)}"));

    /// <param name="what">The part, or the kind of thing, that is too large.</param>
    /// <param name="limit">The bound that it passes.</param>
    public static TabularException TooLarge(string what, long limit) =>
        new(new Finding(null, null, FindingCodes.WorkbookTooLarge, null, what, Text(limit)));

    public static TabularException Password(Exception? inner = null) => new(new Finding(null, null, FindingCodes.WorkbookPassword), inner);

    /// <summary>
    /// Whether an exception is what the libraries that unpack workbooks throw on damaged files: they check little themselves and
    /// run into the framework's exceptions. A failing disk or a cancelled request is something else.
    /// </summary>
    public static bool IsDamage(Exception e) => e is
        InvalidDataException or EndOfStreamException or ExcelReaderException or ArgumentException or IndexOutOfRangeException
        or InvalidCastException or FormatException or ArithmeticException or NullReferenceException or KeyNotFoundException
        or InvalidOperationException or NotSupportedException or NotImplementedException or CryptographicException;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
