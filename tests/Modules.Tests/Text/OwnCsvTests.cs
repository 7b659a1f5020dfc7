using Gongxin.Kernel.Text;

namespace Gongxin.Modules.Tests.Text;

public sealed class OwnCsvTests
{
    [Fact]
    public void Quotes_commas_and_line_breaks_come_back_as_written()
    {
        var file = Read("code,name\n1,\"a, \"\"b\"\"\"\n2,\"first\nsecond\"\n3,\n");

        Assert.Equal(["code", "name"], file.Columns);
        Assert.Equal(["a, \"b\"", "first\nsecond", ""], file.Rows.Select(row => row[1]));
        Assert.Equal(1, file.IndexOf("name"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1\n")]
    [InlineData("a,b\n1,2,3\n")]
    [InlineData("a,b\n1,\"open\n")]
    public void A_file_that_is_not_as_it_should_be_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => Read(text));

    [Fact]
    public void A_missing_column_is_named() =>
        Assert.Contains("title", Assert.Throws<InvalidDataException>(() => Read("a,b\n").IndexOf("title")).Message, StringComparison.Ordinal);

    private static OwnCsv Read(string text) => OwnCsv.Read(new StringReader(text));
}
