using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore;

internal static partial class DatastoreRefusals
{
    private const int ShownMax = 100;

    public static Refusal UnknownColumn(string parameter, string name) => new("query.unknown-column", 400, Short(parameter), Short(name));

    public static Refusal UnknownOperator(string parameter, string name) => new("query.unknown-operator", 400, Short(parameter), Short(name));

    public static Refusal ValueNotOfType(string parameter, string value, ColumnType type) =>
        new("query.value-not-of-type", 400, Short(parameter), Short(value), type.ToString());

    public static Refusal OperatorNotForType(string parameter, string name, ColumnType type) =>
        new("query.operator-not-for-type", 400, Short(parameter), Short(name), type.ToString());

    public static Refusal BadValue(string parameter, string value) => new("query.bad-value", 400, Short(parameter), Short(value));

    public static Refusal TooMany(string parameter, int max) => new("query.too-many", 400, Short(parameter), max);

    public static Refusal Repeated(string parameter) => new("query.repeated-parameter", 400, Short(parameter));

    public static Refusal DuplicateName(string parameter, string name) => new("query.duplicate-name", 400, Short(parameter), Short(name));

    public static Refusal NotWithGroups(string parameter) => new("query.not-with-groups", 400, Short(parameter));

    public static Refusal BadCursor() => new("query.bad-cursor", 400, "cursor");

    public static Refusal TooExpensive() => new("query.too-expensive", 422);

    public static Refusal NumberOverflow() => new("query.number-overflow", 422);

    public static Refusal Busy() => new("query.busy", 503);

    public static Refusal NotForExport(string parameter) => new("export.parameter-not-supported", 400, Short(parameter));

    public static Refusal TooWide(int columns, int max) => new("export.too-wide", 422, columns, max);

    public static Refusal DiffKeyUnknown(string name) => new("diff.key-unknown", 400, Short(name));

    public static Refusal DiffNothingInCommon() => new("diff.nothing-in-common", 422);

    public static Refusal DiffInProgress() => new("diff.in-progress", 503);

    public static Refusal MaskColumnUnknown(string column) => new("mask.column-unknown", 400, Short(column));

    public static Refusal MaskNotForType(string column) => new("mask.not-for-type", 422, Short(column));

    public static Refusal MaskStepMissing(string column) => new("mask.step-missing", 400, Short(column));

    public static Refusal MaskLeavesNothing() => new("mask.nothing-left", 422);

    private static string Short(string text) => text.Length <= ShownMax ? text : string.Concat(text.AsSpan(0, ShownMax), "…");
}
