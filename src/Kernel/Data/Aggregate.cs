namespace Gongxin.Kernel.Data;

/// <summary>A small record of ids that tells other modules what happened; written to the outbox in the same transaction.</summary>
public interface IAnnouncement;

/// <summary>An entity that guards its own state: a version for lost races, and announcements that its changes make.</summary>
public abstract class Aggregate
{
    private readonly List<IAnnouncement> _announcements = [];

    /// <summary>Raised with every saved change (SQLite has no generated row versions); a lost race is a 409.</summary>
    public int Version { get; internal set; }

    internal IReadOnlyList<IAnnouncement> TakeAnnouncements()
    {
        IAnnouncement[] taken = [.. _announcements];
        _announcements.Clear();
        return taken;
    }

    protected void Announce(IAnnouncement announcement) => _announcements.Add(announcement);
}
