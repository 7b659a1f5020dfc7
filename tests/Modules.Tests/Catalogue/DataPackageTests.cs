using System.Text;
using System.Text.Json;
using Gongxin.Catalogue.Metadata;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Host.Demo;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Text;
using Gongxin.Modules.Tests.Datastore.Load;
using Gongxin.Standards.CodeLists;

namespace Gongxin.Modules.Tests.Catalogue;

// Goal: who reads a dataset by its description gets exactly what the API answers. Method: every demonstration file is loaded,
// described and exported; the CSV is read as the description says and compared, cell by cell, with the JSON export.
public sealed class DataPackageTests(LoadFixture load) : IClassFixture<LoadFixture>
{
    private static readonly DateTime At = new(2026, 11, 25, 8, 30, 0, DateTimeKind.Utc);
    private static readonly SiteAddress Site = new("http://127.0.0.1");

    public static TheoryData<string> Slugs => [.. Demo().Select(d => d.About.Slug!)];

    [Theory, MemberData(nameof(Slugs))]
    public async Task The_package_of_a_demonstration_dataset_is_valid_and_its_data_reads_back_equal(string slug)
    {
        var handIn = Demo().Single(d => d.About.Slug == slug);
        using var loaded = await load.LoadFileAsync(handIn.File, handIn.FileName);
        var table = Assert.Single(loaded.Tables);
        var schema = PublishedSchema.Of(table.Schema, table.Quality);
        var package = Parse(DataPackage.Write(Record(handIn.About, table), schema, new PackagedFile("data.csv"), Site));
        Assert.Empty(PackageRules.Faults(package));

        using var versions = new Datastore.Versions();
        var stored = new StoredVersion(new string('a', 64), table.DataFile, table.Schema, table.RowsLoaded);
        var csv = await ExportAsync(versions.MakeExports(), stored, ExportFormat.Csv);
        var json = await ExportAsync(versions.MakeExports(folder: "json"), stored, ExportFormat.NdJson);
        AssertEqual(package.GetProperty("resources")[0].GetProperty("schema"), csv, json, table.RowsLoaded);
    }

    [Fact]
    public void A_file_that_was_made_is_named_with_its_size_and_digest()
    {
        var schema = new TableSchema([new ColumnSchema { Name = "a", Type = ColumnType.Text }]);
        var file = new PackagedFile("data/a.csv") { Bytes = 12, Sha256 = new string('0', 64) };
        var resource = Parse(DataPackage.Write(Record(new DatasetDescription { Slug = "a", Title = "a" }, null), schema, file, Site)).GetProperty("resources")[0];
        Assert.Equal(("data/a.csv", 12L), (resource.GetProperty("path").GetString(), resource.GetProperty("bytes").GetInt64()));
        Assert.Equal("sha256:" + new string('0', 64), resource.GetProperty("hash").GetString());
    }

    // What was set aside is an empty cell now, so the data would break the rule that set it aside.
    [Fact]
    public void Rules_that_the_published_rows_do_not_keep_are_not_told()
    {
        var schema = new TableSchema([
            new ColumnSchema { Name = "id", Type = ColumnType.Integer, Required = true, Minimum = "1" },
            new ColumnSchema { Name = "price", Type = ColumnType.Decimal, Precision = 9, Scale = 2, Required = true, Minimum = "1,000", MaxLength = 5 }])
        {
            PrimaryKey = ["price"],
            MissingValues = ["-"],
        };
        var quality = new QualityReport([Quality("id", quarantined: 0), Quality("price", quarantined: 1)]);
        var published = PublishedSchema.Of(schema, quality);
        Assert.Equal((true, "1"), (published.Columns[0].Required, published.Columns[0].Minimum));
        Assert.Equal((false, null, null), (published.Columns[1].Required, published.Columns[1].Minimum, published.Columns[1].MaxLength));
        Assert.Empty(published.PrimaryKey);
        Assert.Empty(published.MissingValues);
    }

    [Theory]
    [InlineData("code", "code")]
    [InlineData("_row", "%5Frow")]
    [InlineData("a_b", "a_b")]
    [InlineData("城市", "%E5%9F%8E%E5%B8%82")]
    [InlineData("a b-c", "a%20b%2Dc")]
    public void A_column_has_a_name_that_CSVW_allows(string column, string name) => Assert.Equal(name, CsvwTable.NameOf(column));

    [Fact]
    public void Columns_in_CSVW_have_the_header_as_title_and_their_type()
    {
        var schema = new TableSchema([
            new ColumnSchema { Name = "月份", Title = "统计月份", Type = ColumnType.YearMonth, Required = true },
            new ColumnSchema { Name = "n", Type = ColumnType.Integer, Minimum = "0" }]) { PrimaryKey = ["月份"] };
        var table = Parse(CsvwTable.Write(Record(new DatasetDescription { Slug = "a", Title = "甲" }, null), schema, "download.csv", Site));
        var columns = table.GetProperty("tableSchema").GetProperty("columns");
        Assert.Equal(["月份", "统计月份"], columns[0].GetProperty("titles").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal("gYearMonth", columns[0].GetProperty("datatype").GetProperty("base").GetString());
        Assert.True(columns[0].GetProperty("required").GetBoolean());
        Assert.Equal("0", columns[1].GetProperty("datatype").GetProperty("minimum").GetString());
        Assert.Equal("%E6%9C%88%E4%BB%BD", table.GetProperty("tableSchema").GetProperty("primaryKey")[0].GetString());
    }

    private static List<HandIn> Demo() => [.. new DemoData(new CodeListFiles(CodeListFiles.FolderBesideTheProgram)).All()];

    private static CatalogueRecord Record(DatasetDescription about, LoadedTable? table) => new()
    {
        Id = Guid.CreateVersion7(),
        Slug = about.Slug!,
        Title = about.Title!,
        TitleEn = about.TitleEn,
        Summary = about.Summary ?? "",
        SummaryEn = about.SummaryEn,
        Theme = about.Theme,
        Provider = about.Provider,
        ProviderEn = about.ProviderEn,
        Licence = about.Licence,
        Source = about.Source,
        CreatedAt = At,
        ModifiedAt = At,
        PublishedAt = At,
        Version = 1,
        Rows = table?.RowsLoaded ?? 0,
        Columns = table?.Schema.Columns.Count ?? 0,
        DataSha256 = new string('0', 64),
        DataBytes = 1,
    };

    private static ColumnQuality Quality(string name, long quarantined) =>
        new() { Name = name, Filled = 3 - quarantined, Missing = 0, Quarantined = quarantined, Distinct = 3 };

    private static async Task<string> ExportAsync(IExports exports, StoredVersion version, ExportFormat format)
    {
        using var file = new MemoryStream();
        await exports.WriteAsync(version, new ExportRequest(format, RowQuery.Everything), file, CancellationToken.None);
        return Encoding.UTF8.GetString(file.GetBuffer(), 0, (int)file.Length);
    }

    private static void AssertEqual(JsonElement schema, string csv, string json, long rows)
    {
        var read = OwnCsv.Read(new StringReader(csv));
        var fields = schema.GetProperty("fields").EnumerateArray().ToList();
        Assert.Equal(fields.Select(f => f.GetProperty("name").GetString()), read.Columns);
        Assert.Equal(rows, read.Rows.Count);
        using var lines = new StringReader(json);
        foreach (var row in read.Rows)
        {
            using var answer = JsonDocument.Parse(lines.ReadLine()!);
            for (var at = 0; at < fields.Count; at++)
            {
                Assert.Null(PackageRules.CellFault(fields[at], row[at]));
                Assert.Equal(TextOf(answer.RootElement.GetProperty(read.Columns[at])), row[at]);
            }
        }

        Assert.Null(lines.ReadLine());
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static JsonElement Parse(byte[] json) => JsonDocument.Parse(json).RootElement;
}
