using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Rows.Exports;

// Where results of exports lie until they expire.
internal sealed class ExportFolder(PlatformSettings settings) : OperationFiles(settings, "results");
