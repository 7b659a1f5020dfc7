using Gongxin.Catalogue.Resources.Rules;

namespace Gongxin.Catalogue.Resources.Exchange;

// Keeps the first findings of an import, and counts all.
internal sealed class ImportLog
{
    private readonly List<ResourceFinding> _kept = [];

    public IReadOnlyList<ResourceFinding> Kept => _kept;

    public long Count { get; private set; }

    public void Add(ResourceFinding finding)
    {
        Count++;
        if (_kept.Count < ResourceImport.FindingsMax)
        {
            _kept.Add(finding);
        }
    }

    public void Add(TableGroup group)
    {
        foreach (var finding in group.Findings)
        {
            Add(finding);
        }

        Count += group.FindingCount - group.Findings.Count;
    }
}
