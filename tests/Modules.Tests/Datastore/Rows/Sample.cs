using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Rows;

// A table of every type with empty cells and many ties, and what its cells mean in C#: the oracle of the row tests.
internal sealed class Sample
{
    private static readonly string[] Words = ["北京", "上海", "上海市浦东新区", "Zürich", "zürich", "a%b", "a_b", @"a\b", "a*b", "'; DROP TABLE t; --", "", " ", "\"q\"", "𠮷野家", "x,y"];

    private static readonly ConditionalWeakTable<Versions, Sample> Made = [];

    private Sample(StoredVersion version, string?[][] cells) => (Version, Cells) = (version, cells);

    public static IReadOnlyList<ColumnSchema> Columns { get; } =
    [
        Versions.Column("名称", ColumnType.Text),
        Versions.Column("数量", ColumnType.Integer),
        Versions.Column("金额(万元)", ColumnType.Decimal, 12, 2),
        Versions.Column("巨额", ColumnType.Decimal, 38, 4),
        Versions.Column("比率", ColumnType.Number),
        Versions.Column("公开", ColumnType.Boolean),
        Versions.Column("日期", ColumnType.Date),
        Versions.Column("时间", ColumnType.DateTime),
        Versions.Column("月份", ColumnType.YearMonth),
        Versions.Column("年份", ColumnType.Year),
    ];

    public StoredVersion Version { get; }
    public string?[][] Cells { get; }

    // One for each fixture.
    public static Sample Of(Versions versions) => Made.GetValue(versions, made => Make(made, rows: 300, seed: 1));

    public static Sample Make(Versions versions, int rows, int seed)
    {
        var random = new Random(seed);
        var cells = Enumerable.Range(0, rows).Select(_ => Row(random)).ToArray();
        return new Sample(versions.Make(Columns, cells), cells);
    }

    // How two filled cells of a column compare: as DuckDB, text by its UTF-8 bytes.
    public static int Compare(ColumnSchema column, string left, string right) => column.Type switch
    {
        ColumnType.Text => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)),
        ColumnType.Integer or ColumnType.Decimal =>
            decimal.Parse(left, CultureInfo.InvariantCulture).CompareTo(decimal.Parse(right, CultureInfo.InvariantCulture)),
        ColumnType.Number => double.Parse(left, CultureInfo.InvariantCulture).CompareTo(double.Parse(right, CultureInfo.InvariantCulture)),
        _ => string.CompareOrdinal(left, right),
    };

    public IEnumerable<int> Sorted(IEnumerable<int> rows, IReadOnlyList<RowSort> sorts) =>
        rows.Order(Comparer<int>.Create((left, right) =>
        {
            foreach (var sort in sorts)
            {
                var at = At(sort.Column);
                var (a, b) = (Cells[left][at], Cells[right][at]);
                var order = a is null || b is null ? (a is null ? 1 : 0) - (b is null ? 1 : 0) : Compare(Columns[at], a, b) * (sort.Descending ? -1 : 1);
                if (order != 0)
                {
                    return order;
                }
            }

            return left.CompareTo(right);
        }));

    public static int At(string column) => Columns.Select(c => c.Name).ToList().IndexOf(column);

    private static string?[] Row(Random random)
    {
        var day = new DateTime(2019, 12, 28).AddDays(random.Next(400));
        string?[] row =
        [
            Words[random.Next(Words.Length)],
            random.Next(20) == 0 ? "9007199254740993" : random.Next(-30, 30).ToString(CultureInfo.InvariantCulture),
            (random.Next(-5000, 5000) / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            (random.Next(-9, 9) * 1000000000000000000000m).ToString("0.0000", CultureInfo.InvariantCulture),
            (random.Next(-40, 40) / 8d).ToString("R", CultureInfo.InvariantCulture),
            random.Next(2) == 0 ? "true" : "false",
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            day.AddMinutes(random.Next(3)).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            day.ToString("yyyy", CultureInfo.InvariantCulture),
        ];
        for (var at = 0; at < row.Length; at++)
        {
            row[at] = random.Next(9) == 0 ? null : row[at];
        }

        return row;
    }
}
