using System.Net;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>Generators of rule options, of few types, names and instants, so that they meet what is asked.</summary>
public static class OptionGenerators
{
    // Seconds after 1970, in and around which everything happens; the last one that can be said is among them.
    private static readonly long[] Seconds = [1, 10, 11, 20, 30, uint.MaxValue];

    private static readonly ushort[] Types = [1, 28, 65];

    private static readonly RuleAnswer[] Answers =
    [
        RuleAnswer.Default, RuleAnswer.NxDomain, RuleAnswer.NoData, RuleAnswer.Refused, RuleAnswer.Drop,
        RuleAnswer.WithTarget(DomainName.Parse("walled.garden,x")), RuleAnswer.WithAddresses(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")),
    ];

    /// <summary>A type of query that options have, another one, or none.</summary>
    public static Gen<ushort?> QueryType { get; } = Gen.OneOf(Gen.Constant<ushort?>(null), Gen.Elements(Types).Select(type => (ushort?)type), Gen.Constant<ushort?>(15));

    /// <summary>An instant at, or shortly before or after, one that options have.</summary>
    public static Gen<DateTimeOffset> Instant { get; } =
        from second in Gen.Elements(Seconds)
        from milliseconds in Gen.Elements(-1000, -1, 0, 1, 5000)
        select DateTimeOffset.FromUnixTimeSeconds(second).AddMilliseconds(milliseconds);

    /// <summary>Options, most often none.</summary>
    /// <param name="names">Where exempt names come from.</param>
    /// <param name="lists">How many lists there are, for those that cancel.</param>
    public static Gen<RuleOptions> Options(Gen<DomainName> names, int lists) => Gen.Frequency(
        (3, Gen.Constant(RuleOptions.None)),
        (1, from options in Some(names, lists)
            from kept in Gen.Choose(0, 63)
            select Keep(options, kept)));

    internal static IEnumerable<RuleOptions> Shrink(RuleOptions options)
    {
        for (int left = 0; left < 6; left++)
        {
            RuleOptions simpler = Keep(options, 63 & ~(1 << left));
            if (!simpler.Equals(options))
                yield return simpler;
        }
    }

    private static Gen<RuleOptions> Some(Gen<DomainName> names, int lists) =>
        from types in Gen.SubListOf(Types)
        from except in Gen.Elements(false, true)
        from exempt in names.ListOf(2)
        from cname in Gen.Elements(false, true)
        from instants in Gen.SubListOf(Seconds)
        from isEnded in Gen.Elements(false, true)
        from cancelling in Gen.Choose(0, lists - 1)
        from answer in Gen.Elements(Answers)
        select new RuleOptions
        {
            QueryTypes = [.. types],
            ExceptQueryTypes = except,
            ExemptNames = [.. exempt],
            NotViaCname = cname,
            From = instants.Count > 1 || (instants.Count == 1 && !isEnded) ? At(instants.Min()) : null,
            Until = instants.Count > 1 || (instants.Count == 1 && isEnded) ? At(instants.Max()) : null,
            CancelledBy = [cancelling],
            Answer = answer,
        };

    /// <summary>Some parts of options: a bit each.</summary>
    private static RuleOptions Keep(RuleOptions options, int parts) => new()
    {
        QueryTypes = (parts & 1) != 0 ? options.QueryTypes : [],
        ExceptQueryTypes = options.ExceptQueryTypes,
        ExemptNames = (parts & 2) != 0 ? options.ExemptNames : [],
        NotViaCname = (parts & 4) != 0 && options.NotViaCname,
        From = (parts & 8) != 0 ? options.From : null,
        Until = (parts & 8) != 0 ? options.Until : null,
        CancelledBy = (parts & 16) != 0 ? options.CancelledBy : [],
        Answer = (parts & 32) != 0 ? options.Answer : RuleAnswer.Default,
    };

    private static DateTimeOffset At(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
