using System.Globalization;
using System.IO.Compression;
using System.Resources;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Catalogue.Metadata;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Versions.Bundles;

// What a bundle is made of. Nothing in it depends on when or where it is made, so that the same program makes the same bytes.
internal sealed record BundleContent(OpenVersion Version, DescribedVersion Described, string Proof, IReadOnlyList<string> Keys);

// Writes a version as a zip. The data streams through; memory holds the descriptions only.
internal sealed class BundleFile(IExports exports)
{
    public const string Data = "data.csv";
    public const string Parquet = "data.parquet";
    public const string Proof = "proof.tlog-proof";
    public const string Keys = "ledger-keys.txt";
    public const string Sums = "SHA256SUMS";
    private const int Everybody = 0x81A4 << 16;

    private static readonly string[] Languages = ["zh-Hans", "en"];
    private static readonly ResourceManager Texts = new(typeof(CatalogueText));

    // No host: links would be those of whoever asked first.
    private static readonly SiteAddress Nowhere = new("");

    public async Task WriteAsync(BundleContent content, Stream to, CancellationToken ct)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var sums = new List<(string Name, string Sha256)>();
        var record = content.Described.Record;
        var data = await DataAsync(zip, content, ct);
        sums.Add((Data, data.Sha256));
        sums.Add((Parquet, await ParquetAsync(zip, content, ct)));
        var packaged = new PackagedFile(Data) { Bytes = data.Bytes, Sha256 = data.Sha256 };
        foreach (var (name, bytes) in new[]
        {
            ("dictionary.csv", Dictionary(content.Described)),
            (DataPackage.FileName, DataPackage.Write(record, content.Described.Schema, packaged, Nowhere)),
            (Data + CsvwTable.Suffix, CsvwTable.Write(record, content.Described.Schema, Data, Nowhere)),
            ("LICENCE.txt", Licence(record)),
            (Proof, Encoding.UTF8.GetBytes(content.Proof)),
            (Keys, Encoding.UTF8.GetBytes(string.Concat(content.Keys.Select(key => key + "\n")))),
            ("README.txt", Readme(content)),
        })
        {
            await SmallAsync(zip, content, name, bytes, ct);
            sums.Add((name, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }

        var lines = sums.OrderBy(sum => sum.Name, StringComparer.Ordinal).Select(sum => $"{sum.Sha256}  {sum.Name}\n");
        await SmallAsync(zip, content, Sums, Encoding.UTF8.GetBytes(string.Concat(lines)), ct);
    }

    private async Task<ExportResult> DataAsync(ZipArchive zip, BundleContent content, CancellationToken ct)
    {
        await using var entry = Entry(zip, content, Data, CompressionLevel.Optimal);
        var result = await exports.WriteAsync(content.Version.Stored, new ExportRequest(ExportFormat.Csv, RowQuery.Everything), entry, ct);
        return result.RowCount == content.Version.Stored.RowCount
            ? result
            : throw new InvalidDataException($"{content.Version.Slug}/{content.Version.Number}: {result.RowCount} rows written of {content.Version.Stored.RowCount}.");
    }

    // The stored file byte for byte: its digest is the one that the proof vouches for.
    private static async Task<string> ParquetAsync(ZipArchive zip, BundleContent content, CancellationToken ct)
    {
        await using var entry = Entry(zip, content, Parquet, CompressionLevel.NoCompression);
        await using var stored = File.OpenRead(content.Version.Stored.File);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        for (int read; (read = await stored.ReadAsync(buffer, ct)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await entry.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        return digest == content.Version.Stored.Digest ? digest : throw new Refusal("bundle.data-damaged", 503, content.Version.Slug, content.Version.Number);
    }

    private static async Task SmallAsync(ZipArchive zip, BundleContent content, string name, byte[] bytes, CancellationToken ct)
    {
        await using var entry = Entry(zip, content, name, CompressionLevel.Optimal);
        await entry.WriteAsync(bytes, ct);
    }

    private static Stream Entry(ZipArchive zip, BundleContent content, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = new DateTimeOffset(content.Described.Record.PublishedAt, TimeSpan.Zero);
        entry.ExternalAttributes = Everybody;
        return entry.Open();
    }

    private static byte[] Dictionary(DescribedVersion described)
    {
        var text = new StringBuilder("name,title,type,unit,description,required\r\n");
        foreach (var column in Datasets.ColumnView.Of(described.Schema))
        {
            var type = column.Type == "decimal" ? string.Create(CultureInfo.InvariantCulture, $"decimal({column.Precision},{column.Scale})") : column.Type;
            text.AppendJoin(',', new[] { column.Name, column.Title, type, column.Unit, column.Description, column.Required ? "true" : "false" }.Select(CsvCell.Of)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Licence(CatalogueRecord record) => Encoding.UTF8.GetBytes(InBoth(culture =>
        LicenceFacts.Of(record.Licence) is { } licence
            ? string.Format(culture, Texts.GetString("Bundle.Licence", culture)!, licence.Id, licence.Title, licence.Url)
            : Texts.GetString("Bundle.NoLicence", culture)!));

    private static byte[] Readme(BundleContent content) => Encoding.UTF8.GetBytes(InBoth(culture => string.Format(
        culture,
        Texts.GetString("Bundle.Readme", culture)!,
        culture.TwoLetterISOLanguageName == "en" ? content.Described.Record.TitleEn ?? content.Described.Record.Title : content.Described.Record.Title,
        content.Version.Number,
        content.Described.Record.PublishedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        content.Version.Stored.RowCount,
        content.Version.Stored.Digest)));

    private static string InBoth(Func<CultureInfo, string> text) =>
        string.Join("\n\n", Languages.Select(name => text(CultureInfo.GetCultureInfo(name)).Trim().ReplaceLineEndings("\n"))) + "\n";
}
