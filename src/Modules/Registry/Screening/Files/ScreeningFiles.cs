using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;

namespace Gongxin.Registry.Screening.Files;

// Where files of names wait for their screening and results wait for whoever asked.
internal sealed class ScreeningFiles(PlatformSettings settings) : OperationFiles(settings, "screenings")
{
    public string ResultOf(Guid operation) => ResultOf(operation, "csv");
}
