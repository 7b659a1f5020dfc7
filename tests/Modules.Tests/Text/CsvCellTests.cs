using Gongxin.Kernel.Text;

namespace Gongxin.Tests.Text;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("产量", "产量")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData("5\" pipe", "\"5\"\" pipe\"")]
    public void A_cell_is_quoted_where_its_content_asks_for_it(string? text, string written) => Assert.Equal(written, CsvCell.Of(text));
}
