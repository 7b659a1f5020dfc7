using System.Collections;

namespace Gongxin.Fixtures;

/// <summary>The database engines that every query must run on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Runs a test once per engine: <c>[Theory, ClassData(typeof(Engines))]</c>. Where there is no PostgreSQL, its half is
/// skipped and says so.
/// </summary>
public sealed class Engines : IEnumerable<TheoryDataRow<Engine>>
{
    public IEnumerator<TheoryDataRow<Engine>> GetEnumerator()
    {
        yield return new TheoryDataRow<Engine>(Engine.Sqlite);
        yield return new TheoryDataRow<Engine>(Engine.Postgres) { Skip = PostgresServer.WhyMissing };
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
