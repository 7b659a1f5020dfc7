using Gongxin.Host.Commands;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Settings;
using Gongxin.Ui.Shell;

namespace Gongxin.Host.Composition;

// The figures of header and footer: the settings', and the ledger's position as it was last seen.
internal sealed class NodeFacts(PlatformSettings settings, RevisionWatch watch) : IShellFacts
{
    public ShellFacts Current => watch.Checkpoint is { } checkpoint
        ? Of(checkpoint.Size, checkpoint.At)
        : Of(watch.HasLooked ? 0 : null, null);

    private ShellFacts Of(long? size, DateTime? at) =>
        new(settings.SiteName, settings.Operator, settings.Contact, size, at, VersionCommand.Version);
}
