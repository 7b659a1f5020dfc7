using Gongxin.Contracts.Registry;
using Gongxin.Registry.Names;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Index;

// Every name of every subject in memory (decision 0027), for search and screening: some 300 bytes each, nothing per request. It
// follows the register by the number of its last change, so whoever asks sees what was committed before.
internal sealed class NameIndex(RegionBook regions) : IDisposable
{
    // More parts than this, or more news than half of the first part, and the news become one part.
    private const int SegmentsMax = 6;

    private readonly SemaphoreSlim _following = new(1, 1);
    private volatile State _state = new([], -1, -1);

    public RegionBook Regions => regions;

    public void Dispose() => _following.Dispose();

    // As of the register's last change. Whoever asks first waits until it is read.
    public async ValueTask<IReadOnlyList<NameSegment>> CurrentAsync(RegistryDb registry, CancellationToken ct)
    {
        var head = await registry.HeadAsync(ct);
        if (_state.Revision >= head)
        {
            return _state.Segments;
        }

        await _following.WaitAsync(ct);
        try
        {
            if (_state.Revision < head)
            {
                _state = await FollowAsync(registry, _state, head, ct);
            }

            return _state.Segments;
        }
        finally
        {
            _following.Release();
        }
    }

    private async Task<State> FollowAsync(RegistryDb registry, State state, long head, CancellationToken ct)
    {
        var news = state.Segments.Skip(1).Sum(s => s.Count);
        if (state.Segments.Count == 0 || news > state.Segments[0].Count / 2)
        {
            return new State([await ReadAsync(registry, -1, head, ct)], head, head);
        }

        return state.Segments.Count < SegmentsMax
            ? state with { Segments = [.. state.Segments, await ReadAsync(registry, state.Revision, head, ct)], Revision = head }
            : state with { Segments = [state.Segments[0], await ReadAsync(registry, state.FirstRevision, head, ct)], Revision = head };
    }

    // Persons have no names, so none is ever here.
    private async Task<NameSegment> ReadAsync(RegistryDb registry, long after, long until, CancellationToken ct)
    {
        var builder = new SegmentBuilder(regions);
        var names = after < 0
            ? registry.Names.AsNoTracking().Select(n => new { n.SubjectId, n.Name })
            : from subject in registry.Subjects.AsNoTracking()
              where subject.Revision > after && subject.Revision <= until
              join name in registry.Names on subject.Id equals name.SubjectId
              select new { name.SubjectId, name.Name };
        await foreach (var name in names.AsAsyncEnumerable().WithCancellation(ct))
        {
            builder.Add(name.SubjectId, name.Name);
        }

        return builder.Build();
    }

    // FirstRevision: what the first segment knows of.
    private sealed record State(IReadOnlyList<NameSegment> Segments, long Revision, long FirstRevision);
}
