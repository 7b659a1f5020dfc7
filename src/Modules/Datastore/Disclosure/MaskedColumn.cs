using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Disclosure;

/// <summary>One column of the derived table: its schema, and the SQL that makes it of the original. What cannot be made general becomes missing.</summary>
internal sealed record MaskedColumn(ColumnSchema Schema, string Value)
{
    private const int HashLength = 32;
    private const int EndMax = 100;

    public static MaskedColumn? Of(ColumnSchema column, ColumnMask? mask, byte[] secret)
    {
        if (mask is null)
        {
            return new MaskedColumn(column, Sql.Name(column.Name));
        }

        return mask.Method switch
        {
            MaskMethod.Drop => null,
            MaskMethod.Ends => Text(column, Ends(Written(column), Math.Clamp(mask.Left, 0, EndMax), Math.Clamp(mask.Right, 0, EndMax))),
            MaskMethod.Hash => Text(column, Hash(Written(column), HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(column.Name)))),
            MaskMethod.Year when column.Type is ColumnType.Date or ColumnType.DateTime or ColumnType.YearMonth => Day(column, "year", ColumnType.Year),
            MaskMethod.Month when column.Type is ColumnType.Date or ColumnType.DateTime => Day(column, "month", ColumnType.YearMonth),
            MaskMethod.Province when column.Type is ColumnType.Text or ColumnType.Integer => Text(column, Division(Written(column), 2, "^.*?(省|自治区|特别行政区|市)")),
            MaskMethod.City when column.Type is ColumnType.Text or ColumnType.Integer => Text(column, Division(Written(column), 4, "^(.*?(省|自治区))?.*?(市|自治州|地区|盟)")),
            MaskMethod.Range when Number(column) is { } number => Text(column, Range(number, StepOf(mask))),
            MaskMethod.Round when IsNumber(column) => new MaskedColumn(Bare(column, ColumnType.Integer) with { Unit = column.Unit }, Round(column, StepOf(mask))),
            MaskMethod.Suppress when IsNumber(column) => new MaskedColumn(Bare(column, column.Type) with { Precision = column.Precision, Scale = column.Scale, Unit = column.Unit }, Suppress(column, StepOf(mask))),
            _ => throw DatastoreRefusals.MaskNotForType(column.Name),
        };
    }

    // What was promised of the values does not hold of masked ones.
    private static ColumnSchema Bare(ColumnSchema column, ColumnType type) => new() { Name = column.Name, Type = type, Title = column.Title, Description = column.Description };

    private static MaskedColumn Text(ColumnSchema column, string value) => new(Bare(column, ColumnType.Text), value);

    private static MaskedColumn Day(ColumnSchema column, string part, ColumnType type) =>
        new(Bare(column, type), $"CAST(date_trunc('{part}', {Sql.Name(column.Name)}) AS DATE)");

    private static string Written(ColumnSchema column) => column.Type switch
    {
        ColumnType.YearMonth => $"strftime({Sql.Name(column.Name)}, '%Y-%m')",
        ColumnType.Year => $"strftime({Sql.Name(column.Name)}, '%Y')",
        _ => $"CAST({Sql.Name(column.Name)} AS VARCHAR)",
    };

    // A text that would show whole shows nothing.
    private static string Ends(string text, int left, int right) => string.Create(
        CultureInfo.InvariantCulture,
        $"CASE WHEN length({text}) <= {left + right} THEN repeat('*', length({text})) ELSE left({text}, {left}) || repeat('*', length({text}) - {left + right}) || right({text}, {right}) END");

    // Two keys and two hashes, as HMAC is built: the engine has no keyed hash of its own.
    private static string Hash(string text, byte[] key)
    {
        var inner = Convert.ToHexStringLower(HMACSHA256.HashData(key, "inner"u8));
        var outer = Convert.ToHexStringLower(HMACSHA256.HashData(key, "outer"u8));
        return string.Create(CultureInfo.InvariantCulture, $"left(sha256('{outer}' || sha256('{inner}' || {text})), {HashLength})");
    }

    private static string Division(string text, int digits, string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"CASE WHEN regexp_full_match({text}, '[0-9]{{6,12}}') THEN rpad(left({text}, {digits}), length({text})::INTEGER, '0') ELSE nullif(regexp_extract({text}, '{name}'), '') END");

    private static string? Number(ColumnSchema column) => column.Type switch
    {
        ColumnType.Year => $"CAST(year({Sql.Name(column.Name)}) AS BIGINT)",
        ColumnType.Integer => Sql.Name(column.Name),
        ColumnType.Decimal or ColumnType.Number => $"TRY_CAST(floor({Sql.Name(column.Name)}) AS BIGINT)",
        _ => null,
    };

    private static string Range(string number, long step)
    {
        var low = string.Create(CultureInfo.InvariantCulture, $"({number} - (({number} % {step}) + {step}) % {step})");
        return string.Create(CultureInfo.InvariantCulture, $"CAST({low} AS VARCHAR) || '–' || CAST({low} + {step - 1} AS VARCHAR)");
    }

    private static string Round(ColumnSchema column, long step) =>
        string.Create(CultureInfo.InvariantCulture, $"TRY_CAST(round(CAST({Sql.Name(column.Name)} AS DOUBLE) / {step}) * {step} AS BIGINT)");

    private static string Suppress(ColumnSchema column, long min)
    {
        var name = Sql.Name(column.Name);
        return string.Create(CultureInfo.InvariantCulture, $"CASE WHEN {name} > 0 AND {name} < {min} THEN NULL ELSE {name} END");
    }

    private static bool IsNumber(ColumnSchema column) => column.Type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Number;

    private static long StepOf(ColumnMask mask) => mask.Step is >= 2 and <= 1_000_000_000 ? mask.Step : throw DatastoreRefusals.MaskStepMissing(mask.Column);
}
