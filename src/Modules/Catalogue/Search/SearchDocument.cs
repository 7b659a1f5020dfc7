using System.Text;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Search;

// What search knows of a dataset: its metadata, the columns of its newest version and samples of their values. It has a
// bound, whatever the dataset has.
internal sealed record SearchDocument
{
    public const int ColumnsMax = 300;
    public const int ValuesMax = 600;
    public const int ValueLengthMax = 64;

    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public string Summary { get; init; } = "";
    public string? SummaryEn { get; init; }
    public string? Theme { get; init; }
    public string? Provider { get; init; }
    public string? ProviderEn { get; init; }
    public string? Licence { get; init; }
    public string Format { get; init; } = "";
    public DateTime PublishedAt { get; init; }
    public long RowCount { get; init; }

    // Share of cells that are filled times share of values that fit: 0–1.
    public float Quality { get; init; }

    // Days of the promised update: from when it is due soon, from when overdue; null when none is promised.
    public DateOnly? DueSoonFrom { get; init; }
    public DateOnly? OverdueFrom { get; init; }

    public IReadOnlyList<SearchColumn> Columns { get; init; } = [];

    public static SearchDocument Of(Dataset dataset, TableSchema schema, QualityReport quality, UpdatePromise? promise) => new()
    {
        Id = dataset.Id.Value,
        Slug = dataset.Slug,
        Title = dataset.Title,
        TitleEn = dataset.TitleEn,
        Summary = dataset.Summary,
        SummaryEn = dataset.SummaryEn,
        Theme = dataset.Theme,
        Provider = dataset.Provider,
        ProviderEn = dataset.ProviderEn,
        Licence = dataset.Licence,
        Format = dataset.Format,
        PublishedAt = dataset.PublishedAt,
        RowCount = dataset.RowCount,
        Quality = (float)((quality.Completeness ?? 0) * (quality.Validity ?? 0)),
        DueSoonFrom = promise?.DueSoonFrom,
        OverdueFrom = promise?.OverdueFrom,
        Columns = [.. ColumnsOf(schema, quality)],
    };

    private static IEnumerable<SearchColumn> ColumnsOf(TableSchema schema, QualityReport quality)
    {
        var left = ValuesMax;
        var reports = quality.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (var column in schema.Columns.Take(ColumnsMax))
        {
            // Figures and days are no words; codes are texts.
            var values = column.Type is ColumnType.Text && reports.TryGetValue(column.Name, out var report)
                ? report.TopValues.Select(v => v.Value).Concat(report.Samples).Where(v => v.Length <= ValueLengthMax).Take(left).ToList()
                : [];
            left -= values.Count;
            yield return new SearchColumn(column.Name, column.Title, column.Description, values);
        }
    }

    // A short form, kept in memory for each dataset and compared byte by byte when the index is checked.
    public byte[] Encode()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Id.ToByteArray());
            foreach (var text in new[] { Slug, Title, TitleEn, Summary, SummaryEn, Theme, Provider, ProviderEn, Licence, Format })
            {
                Write(writer, text);
            }

            writer.Write(PublishedAt.Ticks);
            writer.Write(RowCount);
            writer.Write(Quality);
            writer.Write(DueSoonFrom?.DayNumber ?? 0);
            writer.Write(OverdueFrom?.DayNumber ?? 0);
            writer.Write7BitEncodedInt(Columns.Count);
            foreach (var column in Columns)
            {
                writer.Write(column.Name);
                Write(writer, column.Title);
                Write(writer, column.Description);
                writer.Write7BitEncodedInt(column.Values.Count);
                foreach (var value in column.Values)
                {
                    writer.Write(value);
                }
            }
        }

        return bytes.ToArray();
    }

    public static SearchDocument Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return new SearchDocument
        {
            Id = new Guid(reader.ReadBytes(16)),
            Slug = Read(reader)!,
            Title = Read(reader)!,
            TitleEn = Read(reader),
            Summary = Read(reader)!,
            SummaryEn = Read(reader),
            Theme = Read(reader),
            Provider = Read(reader),
            ProviderEn = Read(reader),
            Licence = Read(reader),
            Format = Read(reader)!,
            PublishedAt = new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
            RowCount = reader.ReadInt64(),
            Quality = reader.ReadSingle(),
            DueSoonFrom = Day(reader.ReadInt32()),
            OverdueFrom = Day(reader.ReadInt32()),
            Columns = ReadMany(reader, r => new SearchColumn(r.ReadString(), Read(r), Read(r), ReadMany(r, v => v.ReadString()))),
        };
    }

    private static DateOnly? Day(int number) => number == 0 ? null : DateOnly.FromDayNumber(number);

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? Read(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static T[] ReadMany<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var many = new T[reader.Read7BitEncodedInt()];
        for (var i = 0; i < many.Length; i++)
        {
            many[i] = read(reader);
        }

        return many;
    }
}

internal sealed record SearchColumn(string Name, string? Title, string? Description, IReadOnlyList<string> Values);
