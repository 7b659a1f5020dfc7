using Gongxin.Kernel.Data;

namespace Gongxin.Contracts.Credit;

/// <summary>Joint measures about a subject were lifted: whoever carried something out ends it and says so.</summary>
public sealed record MeasuresLifted(Guid Subject, Guid Measure) : IAnnouncement;
