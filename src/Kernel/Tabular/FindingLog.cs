namespace Gongxin.Kernel.Tabular;

/// <summary>Keeps the first findings of a file and counts all of them exactly, so that a million faults cost no memory.</summary>
public sealed class FindingLog(int keptMax = FindingLog.KeptMaxDefault)
{
    public const int KeptMaxDefault = 1000;

    private readonly List<Finding> _kept = [];
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<Finding> Kept => _kept;

    /// <summary>How often each code was found, those not kept included.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Add(Finding finding)
    {
        _counts[finding.Code] = _counts.GetValueOrDefault(finding.Code) + 1;
        if (_kept.Count < keptMax)
        {
            _kept.Add(finding);
        }
    }

    public void AddRange(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Add(finding);
        }
    }
}
