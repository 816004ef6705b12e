// Types that break the layering on purpose, each in one way, so that the test of the layering can be tested.

namespace DomainBlock.Tests.Architecture.Fixture;

internal static class FixtureMarker;

internal static class Unplaced;
