namespace Gongxin.Kernel.Ids;

/// <summary>A typed id: <c>readonly record struct DatasetId(Guid Value) : IId&lt;DatasetId&gt;</c>. Stored as a UUID, made in time order.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);

    static TSelf New() => TSelf.From(Guid.CreateVersion7());
}
