using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>Equal buckets between the lowest and the highest value of a column, and the SQL that tells a value's bucket.</summary>
internal abstract class HistogramScale
{
    protected const int BucketsMax = 20;

    /// <summary>The bucket of a value as UTINYINT, counted from 0.</summary>
    public abstract string BucketSql { get; }

    protected abstract int BucketCount { get; }

    /// <summary>Where a bucket begins, in written form; of the one after the last, the highest value.</summary>
    protected abstract string Edge(int bucket);

    /// <summary>Null for columns without an order worth a picture.</summary>
    public static HistogramScale? Of(ColumnSchema column, CellValue lowest, CellValue highest) => column.Type switch
    {
        ColumnType.Text or ColumnType.Boolean => null,
        ColumnType.Number => RealScale.Between(column, lowest.Real, highest.Real),
        ColumnType.Decimal when column.Precision > WholeScale.DigitsMax => RealScale.Between(
            column, Real(lowest.Number, column.Scale), Real(highest.Number, column.Scale)),
        _ => new WholeScale(column, lowest.Number, highest.Number),
    };

    public IReadOnlyList<HistogramBucket> Buckets(IReadOnlyDictionary<byte, long> counts) =>
        [.. Enumerable.Range(0, BucketCount).Select(i => new HistogramBucket(Edge(i), Edge(i + 1), counts.GetValueOrDefault((byte)i)))];

    private static double Real(Int128 unscaled, int scale) => (double)unscaled / Math.Pow(10, scale);
}

/// <summary>Buckets of a whole number of units: the last digit of a number, a day, a month, a year, a microsecond. Exact.</summary>
internal sealed class WholeScale : HistogramScale
{
    /// <summary>Decimals of more digits do not fit 64 bits without their point.</summary>
    public const int DigitsMax = 18;

    private readonly ColumnSchema _column;
    private readonly Int128 _lowest;
    private readonly Int128 _highest;
    private readonly Int128 _width;

    public WholeScale(ColumnSchema column, Int128 lowest, Int128 highest)
    {
        _column = column;
        _lowest = Unit(lowest);
        _highest = Unit(highest);
        _width = ((_highest - _lowest) / BucketsMax) + 1;
    }

    public override string BucketSql
    {
        get
        {
            var name = Sql.Name(_column.Name);
            var unit = _column.Type switch
            {
                ColumnType.Decimal => WithoutPoint(name, _column),
                ColumnType.Date => $"({name} - DATE '1970-01-01')",
                ColumnType.DateTime => $"epoch_us({name})",
                ColumnType.YearMonth => $"(year({name}) * 12 + month({name}) - 1)",
                ColumnType.Year => $"year({name})",
                _ => name,
            };
            var wide = _highest - _lowest > long.MaxValue ? "HUGEINT" : "BIGINT";
            return string.Create(
                CultureInfo.InvariantCulture, $"CAST((CAST({unit} AS {wide}) - CAST('{_lowest}' AS {wide})) // CAST('{_width}' AS {wide}) AS UTINYINT)");
        }
    }

    protected override int BucketCount => (int)((_highest - _lowest) / _width) + 1;

    protected override string Edge(int bucket)
    {
        var unit = bucket == BucketCount ? _highest : _lowest + (bucket * _width);
        var value = _column.Type switch
        {
            ColumnType.YearMonth => DuckDBTime.Days(new DateOnly((int)(unit / 12), (int)(unit % 12) + 1, 1)),
            ColumnType.Year => DuckDBTime.Days(new DateOnly((int)unit, 1, 1)),
            _ => unit,
        };
        return WrittenForm.Of(_column, CellValue.Of(value));
    }

    // DuckDB multiplies decimals in 64 bits as long as the digits of both fit, and 128 bits are many times slower.
    private static string WithoutPoint(string name, ColumnSchema column)
    {
        var fits = column.Precision + column.Scale + 1 <= DigitsMax;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"CAST({(fits ? name : $"CAST({name} AS DECIMAL(38,{column.Scale}))")} * CAST(1{new string('0', column.Scale)} AS DECIMAL({column.Scale + 1},0)) AS BIGINT)");
    }

    private Int128 Unit(Int128 value) => _column.Type switch
    {
        ColumnType.YearMonth => (DuckDBTime.Day((int)value).Year * 12) + DuckDBTime.Day((int)value).Month - 1,
        ColumnType.Year => DuckDBTime.Day((int)value).Year,
        _ => value,
    };
}

/// <summary>
/// Buckets of floating-point width. The engine's way from a decimal to a floating-point number may end one step beside the edges
/// known here, so values at the edges are kept inside.
/// </summary>
internal sealed class RealScale : HistogramScale
{
    private readonly ColumnSchema _column;
    private readonly double _lowest;
    private readonly double _highest;
    private readonly double _width;

    private RealScale(ColumnSchema column, double lowest, double highest, double width)
    {
        _column = column;
        _lowest = lowest;
        _highest = highest;
        _width = width;
    }

    public override string BucketSql => _width > 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"CAST(CASE WHEN {Sql.Name(_column.Name)} IS NOT NULL THEN greatest(least(floor((CAST({Sql.Name(_column.Name)} AS DOUBLE) - {Literal(_lowest)}) / {Literal(_width)}), {BucketsMax - 1}), 0) END AS UTINYINT)")
        : $"CAST(CASE WHEN {Sql.Name(_column.Name)} IS NOT NULL THEN 0 END AS UTINYINT)";

    protected override int BucketCount => _width > 0 ? BucketsMax : 1;

    /// <summary>Null when the distance is beyond what a floating-point number holds.</summary>
    public static RealScale? Between(ColumnSchema column, double lowest, double highest)
    {
        var width = (highest - lowest) / BucketsMax;
        return double.IsFinite(width) ? new RealScale(column, lowest, highest, width) : null;
    }

    protected override string Edge(int bucket) =>
        (bucket == BucketCount ? _highest : _lowest + (bucket * _width)).ToString("R", CultureInfo.InvariantCulture);

    private static string Literal(double value) => string.Create(CultureInfo.InvariantCulture, $"CAST('{value:R}' AS DOUBLE)");
}
