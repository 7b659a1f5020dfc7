using System.Globalization;
using Gongxin.Kernel.Tabular;
using Gongxin.Ui.Words;

namespace Gongxin.Modules.Tests.Ui;

// Goal: figures, dates and sizes are written alike whatever the culture of the thread, and no digit is lost.
public sealed class FormatTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("999", "999")]
    [InlineData("1000", "1,000")]
    [InlineData("-1234567.891", "-1,234,567.891")]
    [InlineData("12345678901234567890123456789012345678", "12,345,678,901,234,567,890,123,456,789,012,345,678")]
    [InlineData("1e300", "1e300")]
    [InlineData("12345e30", "12345e30")]
    [InlineData("NaN", "NaN")]
    public void A_number_in_the_wire_form_gets_thousands_marks_and_keeps_its_digits(string wire, string shown) =>
        Assert.Equal(shown, Format.Wire(wire, ColumnType.Decimal));

    [Fact]
    public void Texts_that_look_like_numbers_stay_as_they_are() =>
        Assert.Equal("110101001001", Format.Wire("110101001001", ColumnType.Text));

    [Fact]
    public void A_missing_cell_stays_missing() => Assert.Null(Format.Wire(null, ColumnType.Integer));

    [Fact]
    public void A_time_is_read_without_its_letter() =>
        Assert.Equal("2024-03-01 08:30:00", Format.Wire("2024-03-01T08:30:00", ColumnType.DateTime));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 KB")]
    [InlineData(1_250_000, "1.3 MB")]
    [InlineData(99_600_000, "100 MB")]
    [InlineData(999_600_000, "1 GB")]
    [InlineData(long.MaxValue, "9223 PB")]
    public void A_size_has_three_figures_and_the_unit_that_fits(long bytes, string shown) => Assert.Equal(shown, Format.Bytes(bytes));

    [Theory]
    [InlineData(0.8, "0.8 s")]
    [InlineData(59, "59 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(90_000, "25 h 0 min")]
    public void A_span_is_told_in_the_unit_that_matters(double seconds, string shown) =>
        Assert.Equal(shown, Format.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void An_instant_is_shown_in_the_legal_zone_also_across_midnight()
    {
        var utc = new DateTime(2026, 12, 31, 16, 30, 0, DateTimeKind.Unspecified);
        Assert.Equal("2027-01-01 00:30", Format.Minute(utc));
        Assert.Equal("2027-01-01", Format.DayOf(utc));
        Assert.Equal("2026-12-31T16:30:00Z", Format.Machine(utc));
    }

    [Fact]
    public void The_culture_of_the_thread_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("1,234.5", Format.Number(1234.5m));
            Assert.Equal("98.5 %", Format.Percent(0.985));
            Assert.Equal("2026-11-21", Format.Date(new DateOnly(2026, 11, 21)));
            Assert.Equal("1,234.5", Format.Cell(1234.5));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Whole_numbers_that_count_nothing_have_no_thousands_marks() => Assert.Equal("2024", Format.Cell(2024L, grouped: false));
}
