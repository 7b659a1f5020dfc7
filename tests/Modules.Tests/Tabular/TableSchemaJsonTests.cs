using System.Text;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Tabular;

public sealed class TableSchemaJsonTests
{
    [Fact]
    public void A_schema_is_read_with_types_and_constraints()
    {
        var schema = Read("""
            {"fields":[
              {"name":"id","type":"integer","constraints":{"required":true,"unique":true,"minimum":1}},
              {"name":"amount","type":"number","scale":2,"unit":"万元"},
              {"name":"month","type":"yearmonth","title":"月份"},
              {"name":"kind","constraints":{"enum":["a","b"],"maxLength":1,"pattern":"[ab]"}}],
             "primaryKey":"id","missingValues":["-"]}
            """);
        Assert.Equal([ColumnType.Integer, ColumnType.Decimal, ColumnType.YearMonth, ColumnType.Text], schema.Columns.Select(c => c.Type));
        Assert.True(schema.Columns[0] is { Required: true, Unique: true, Minimum: "1" });
        Assert.True(schema.Columns[1] is { Scale: 2, Precision: 38, Unit: "万元" });
        Assert.Equal(["a", "b"], schema.Columns[3].Enum);
        Assert.Equal(["id"], schema.PrimaryKey);
        Assert.Equal(["-"], schema.MissingValues);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var schema = Read("""{"fields":[{"name":"金额","type":"number","scale":4,"constraints":{"required":true,"minimum":"0","enum":["1","2"]}},{"name":"日","type":"date"}],"primaryKey":["日"]}""");
        var again = TableSchemaJson.Read(TableSchemaJson.Write(schema));
        Assert.Equal(Encoding.UTF8.GetString(TableSchemaJson.Write(schema)), Encoding.UTF8.GetString(TableSchemaJson.Write(again)));
        Assert.Equal("金额", again.Columns[0].Name);
    }

    [Theory]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("""{"fields":[]}""", null)]
    [InlineData("""{"fields":[{"type":"integer"}]}""", null)]
    [InlineData("""{"fields":[{"name":"a","type":"colour"}]}""", "a")]
    [InlineData("""{"fields":[{"name":"a"},{"name":"a"}]}""", "a")]
    [InlineData("""{"fields":[{"name":"a","constraints":{"required":"yes"}}]}""", "a")]
    [InlineData("""{"fields":[{"name":"a","constraints":{"maxLength":-1}}]}""", "a")]
    [InlineData("""{"fields":[{"name":"a"}],"primaryKey":"b"}""", "b")]
    public void A_bad_schema_is_refused_with_its_place(string json, string? column)
    {
        var refused = Assert.Throws<TabularException>(() => Read(json));
        Assert.Equal("schema.invalid", refused.Finding.Code);
        Assert.Equal(column, refused.Finding.Column);
    }

    private static TableSchema Read(string json) => TableSchemaJson.Read(Encoding.UTF8.GetBytes(json));
}
