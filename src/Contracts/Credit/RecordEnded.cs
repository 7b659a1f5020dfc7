using Gongxin.Kernel.Data;

namespace Gongxin.Contracts.Credit;

/// <summary>A record is no longer public before its time was over: it was repaired or withdrawn. Whoever keeps a copy stops using it.</summary>
public sealed record RecordEnded(Guid Subject, Guid Record) : IAnnouncement;
