using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Standards.Calendar;

// The calendar of this node: the one that came with the program, and further years that the operator put into the data
// folder when their notice appeared.
internal static class NodeCalendar
{
    public const string FileName = "workday-calendar.csv";

    public static WorkCalendar Load(PlatformSettings settings)
    {
        var file = Path.Combine(settings.DataFolder, FileName);
        return File.Exists(file) ? WorkCalendar.China.With(WorkCalendar.Read(OwnCsv.ReadFile(file))) : WorkCalendar.China;
    }
}
