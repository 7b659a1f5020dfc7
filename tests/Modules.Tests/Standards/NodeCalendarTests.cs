using Gongxin.Kernel.Settings;
using Gongxin.Standards.Calendar;

namespace Gongxin.Modules.Tests.Standards;

public sealed class NodeCalendarTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gongxin-calendar-").FullName;

    [Fact]
    public void Without_a_file_the_node_has_the_calendar_of_the_program() =>
        Assert.Equal("2007–2026", Load().Edition);

    [Fact]
    public void A_file_in_the_data_folder_brings_the_next_year()
    {
        Write("2027-01-01,holiday,元旦,New Year,2027,https://example.org/notice");

        Assert.Equal("2007–2027", Load().Edition);
        Assert.False(Load().IsWorkingDay(new DateOnly(2027, 1, 1)));
        Assert.True(Load().IsSettled(new DateOnly(2026, 12, 31)));
    }

    [Theory]
    [InlineData("2027-13-01,holiday,元旦,New Year,2027,https://example.org/notice")]
    [InlineData("2027-01-01,feast,元旦,New Year,2027,https://example.org/notice")]
    [InlineData("2029-01-01,holiday,元旦,New Year,2029,https://example.org/notice")]
    [InlineData("2027-01-01,holiday")]
    public void A_file_that_cannot_be_right_stops_the_start(string row)
    {
        Write(row);

        Assert.Throws<InvalidDataException>(Load);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Gongxin.Kernel.Time.WorkCalendar Load() => NodeCalendar.Load(new PlatformSettings { DataFolder = _folder });

    private void Write(string row) => File.WriteAllText(
        Path.Combine(_folder, NodeCalendar.FileName), "date,day_kind,name_zh,name_en,notice_year,notice_url\n" + row + "\n");
}
