//! The contracts that this crate was generated from, and fixtures of its own, as text.
//!
//! Generated from `contracts/spec-kitty/v2/*.yaml`, `contracts/spec-kitty/v3/*.yaml` by
//! `contracts generate`. Edit the contract, not this file.

use event_contract::{BuiltInFile, BuiltInSource};

/// The contract files of all lines.
pub static SOURCES: &[BuiltInSource] = &[
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/collaboration.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: collaboration
doc: Several people and agents at work on one mission. Warnings advise; nothing is locked.

types:
  ParticipantId:
    type: string
    minLength: 1
    doc: Identifies a participant within a mission.
  ParticipantType:
    enum: [human, llm_context]
    doc: Whether a participant is a person or a model at work.
  AuthPrincipalId:
    type: string
    minLength: 1
    doc: Identifies an authenticated account.
  SessionId:
    type: string
    minLength: 1
    doc: Identifies a session of a participant.
  WarningId:
    type: string
    minLength: 1
    doc: Identifies a warning.
  CommentId:
    type: string
    minLength: 1
    doc: Identifies a comment.
  DriveIntent:
    enum: [active, inactive]
    doc: Whether a participant means to change things or only to watch.
  FocusTargetType:
    enum: [wp, step, file]
    doc: What kind of thing is in focus.
  StepOutcome:
    enum: [success, failure, skipped]
    doc: How a step ended.
  WarningSeverity:
    enum: [info, warning]
    doc: How much a warning asks for attention.
  WarningResponse:
    enum: [continue, hold, reassign, defer]
    doc: What a participant makes of a warning.
  SessionLinkType:
    enum: [cli_to_saas, saas_to_cli]
    doc: From which side two sessions were joined.
  InvolvedParticipants:
    type: array
    items: string
    minItems: 2
    doc: The participants that get into each other's way.

  ParticipantIdentity:
    publish: true
    doc: Who takes part in a mission.
    fields:
      participant_id: ParticipantId
      participant_type: ParticipantType
      display_name: { type: "string?", doc: The name to show. }
      session_id: { type: "string?", doc: The session they are in. }
  AuthPrincipalBinding:
    publish: true
    doc: Which account acts as which participant.
    fields:
      auth_principal_id: AuthPrincipalId
      participant_id: ParticipantId
      bound_at: { type: pydantic-datetime, doc: Since when. }
  FocusTarget:
    publish: true
    doc: What a participant is looking at.
    fields:
      target_type: FocusTargetType
      target_id: { type: Text, doc: Which one of its kind. }

mixins:
  Participation:
    doc: Who did it in which mission.
    fields:
      participant_id: ParticipantId
      mission_id: MissionId
  SharedWarning:
    doc: A warning that concerns several participants.
    fields:
      warning_id: WarningId
      mission_id: MissionId
      participant_ids: InvolvedParticipants

events:
  ParticipantInvited:
    since: 2.1.0
    doc: Someone was asked to join a mission, and has not joined yet.
    fields:
      participant_id: { type: ParticipantId, doc: Who was asked. }
      participant_identity: { type: ParticipantIdentity, doc: The same participant in full. }
      invited_by: { type: ParticipantId, doc: Who asked. }
      mission_id: MissionId
  ParticipantJoined:
    since: 2.1.0
    doc: A participant is on a mission's roster from now on.
    fields:
      participant_id: ParticipantId
      participant_identity: { type: ParticipantIdentity, doc: The same participant in full. }
      mission_id: MissionId
      auth_principal_id: { type: "string?", doc: The account behind the participant. }
  ParticipantLeft:
    since: 2.1.0
    doc: A participant is off a mission's roster.
    include: [Participation]
    fields:
      reason: { type: "string?", doc: "Why, such as `disconnect`." }
  PresenceHeartbeat: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.1.0
    doc: A participant is still there.
    include: [Participation]
    fields:
      session_id: { type: "string?", doc: The session that says so. }
  DriveIntentSet:
    since: 2.1.0
    doc: A participant took the wheel or let go of it.
    include: [Participation]
    fields:
      intent: DriveIntent
  FocusChanged:
    since: 2.1.0
    doc: A participant turned to something else.
    include: [Participation]
    fields:
      focus_target: { type: FocusTarget, doc: What they turned to. }
      previous_focus_target: { type: "FocusTarget?", doc: What they turned away from. }
  PromptStepExecutionStarted:
    since: 2.1.0
    doc: A participant began to execute a step.
    include: [Participation]
    fields:
      step_id: StepId
      wp_id: { type: "string?", doc: The work package that the step is for. }
      step_description: { type: "string?", doc: The step in a sentence. }
  PromptStepExecutionCompleted:
    since: 2.1.0
    doc: A participant is done with a step.
    include: [Participation]
    fields:
      step_id: StepId
      wp_id: { type: "string?", doc: The work package that the step was for. }
      outcome: StepOutcome
  ConcurrentDriverWarning: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.1.0
    doc: Several participants drive with the same thing in focus.
    include: [SharedWarning]
    fields:
      focus_target: { type: FocusTarget, doc: What they have in common. }
      severity: WarningSeverity
  PotentialStepCollisionDetected:
    since: 2.1.0
    doc: Several participants may be executing the same step.
    include: [SharedWarning]
    fields:
      step_id: StepId
      wp_id: { type: "string?", doc: The work package that the step is for. }
      severity: WarningSeverity
  WarningAcknowledged:
    since: 2.1.0
    doc: A participant has read a warning and says what follows from it.
    include: [Participation]
    fields:
      warning_id: WarningId
      acknowledgement: WarningResponse
  CommentPosted:
    since: 2.1.0
    doc: A participant said something.
    include: [Participation]
    fields:
      comment_id: CommentId
      content: { type: Text, doc: What they said. }
      reply_to: { type: "string?", doc: The comment it answers. }
  DecisionCaptured:
    since: 2.1.0
    doc: A participant settled a question.
    include: [Participation]
    fields:
      decision_id: DecisionId
      topic: { type: Text, doc: The question. }
      chosen_option: { type: Text, doc: The answer. }
      rationale: { type: "string?", doc: Why this answer. }
      referenced_warning_id: { type: "string?", doc: The warning that raised the question. }
  SessionLinked:
    since: 2.1.0
    doc: Two sessions of a participant were joined.
    include: [Participation]
    fields:
      primary_session_id: { type: SessionId, doc: The session that leads. }
      linked_session_id: { type: SessionId, doc: The session that was added. }
      link_type: SessionLinkType
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/common.yaml",
        text: r"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: common
doc: Scalars that several domains share.

types:
  Text:
    type: string
    minLength: 1
    doc: A string that is not empty. White space counts.
  MissionId:
    type: string
    minLength: 1
    doc: Identifies a mission.
  FeatureSlug:
    type: string
    minLength: 1
    doc: The readable, stable name of a feature; a mission in later words.
  FeatureNumber:
    type: integer
    minimum: 1
    doc: The number of a feature in its project's catalogue.
  MissionType: # contracts:lint:ignore CLOSED_TEXT projects bring templates of their own
    type: string
    minLength: 1
    doc: The workflow template that a mission follows, such as `software-dev`.
  RunId:
    type: string
    minLength: 1
    doc: Identifies one run of a mission.
  StepId:
    type: string
    minLength: 1
    doc: Identifies a step of a mission.
  WorkPackageId:
    type: string
    minLength: 1
    doc: Identifies a work package within a mission.
  ActorId:
    type: string
    minLength: 1
    doc: Identifies whoever, or whatever, acted.
  DecisionId:
    type: string
    minLength: 1
    doc: Identifies a decision.
  DeliveryId:
    type: string
    minLength: 1
    doc: Identifies one delivery from outside; a repeated delivery has the same one.
  Digest:
    type: string
    minLength: 1
    doc: The text form of a digest, hexadecimal by convention.
  Count:
    type: integer
    minimum: 0
    doc: How many there are.
",
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/connector.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: connector
doc: Connections to services outside, and the users behind them.

types:
  ConnectorId:
    type: string
    minLength: 1
    doc: Identifies a connector.
  ConnectorType: # contracts:lint:ignore CLOSED_TEXT connectors are added without a new contract
    type: string
    minLength: 1
    doc: What kind of connector it is.
  Provider:
    type: string
    minLength: 1
    doc: The service on the other side, such as `jira`.
  UserId:
    type: string
    minLength: 1
    doc: Identifies a user of a connector.
  ConnectorActorType:
    type: string
    pattern: ^(human|service|system)$ # contracts:lint:ignore ENUM_OVER_PATTERN published schemas carry the pattern
    doc: "What kind of actor a connector knows: `human`, `service` or `system`."
  ConnectorState:
    enum: [provisioned, healthy, degraded, revoked, reconnected]
    doc: The states of a connection.
  HealthStatus:
    enum: [healthy, degraded, unreachable]
    doc: What a health check found.
  ReconnectStrategy:
    enum: [automatic, manual, backoff]
    doc: How a connection was brought back.
  Latency:
    type: number
    minimum: 0
    doc: How long an answer took, in milliseconds.

  UserConnectionStatus:
    publish: true
    doc: How one user's connection stands.
    fields:
      user_id: { type: string, doc: The user. }
      state: ConnectorState
      last_event_at: { type: "pydantic-datetime?", doc: When it last changed. }

mixins:
  ConnectorAction:
    doc: Who did something to which connector.
    fields:
      connector_id: ConnectorId
      connector_type: ConnectorType
      provider: Provider
      mission_id: MissionId
      project_uuid: { type: uuid, doc: The project that the connector serves. }
      actor_id: ActorId
      actor_type: ConnectorActorType
      endpoint_url: { type: uri, doc: Where the service is reached. }
      recorded_at: { type: pydantic-datetime, doc: When it was put on record. }

events:
  ConnectorProvisioned:
    since: 2.7.0
    doc: A connector was set up.
    include: [ConnectorAction]
    fields:
      credentials_ref: { type: Text, doc: Where the credentials are kept; never the credentials. }
      config_hash: { type: Digest, doc: The digest of the connector's settings. }
      user_id: { type: "string?", doc: The user it was set up for. }
  ConnectorHealthChecked:
    since: 2.7.0
    doc: A connector was checked. Whatever was found, it counts as healthy until it is reported degraded.
    include: [ConnectorAction]
    fields:
      health_status: HealthStatus
      latency_ms: Latency
      user_id: { type: "string?", doc: The user whose connection was checked. }
  ConnectorDegraded:
    since: 2.7.0
    doc: A connector works badly or not at all.
    include: [ConnectorAction]
    fields:
      degradation_reason: { type: Text, doc: What is wrong. }
      last_healthy_at: { type: pydantic-datetime, doc: When it last worked well. }
      user_id: { type: "string?", doc: The user who is affected. }
  ConnectorRevoked:
    since: 2.7.0
    doc: A connector lost its access.
    include: [ConnectorAction]
    fields:
      revocation_reason: { type: Text, doc: Why. }
      user_id: { type: "string?", doc: The user whose access it was. }
  ConnectorReconnected:
    since: 2.7.0
    doc: A connector was connected again.
    include: [ConnectorAction]
    fields:
      previous_state: { type: ConnectorState, doc: The state it came back from. }
      reconnect_strategy: ReconnectStrategy
      user_id: { type: "string?", doc: The user who is connected again. }
  UserConnected:
    since: 2.8.0
    doc: A user is connected from now on. The connector's state stays as it is.
    include: [ConnectorAction]
    fields:
      user_id: UserId
  UserDisconnected:
    since: 2.8.0
    doc: A user is no longer connected. The connector's state stays as it is.
    include: [ConnectorAction]
    fields:
      user_id: UserId
      reason: { type: string, default: "", doc: Why; empty if nobody said. }

stateMachines:
  Connector:
    doc: Which state of a connector may follow which.
    state: ConnectorState
    initial: [provisioned]
    transitions:
      provisioned: [healthy, degraded, revoked]
      healthy: [degraded, revoked]
      degraded: [healthy, revoked, reconnected]
      revoked: [reconnected]
      reconnected: [healthy, degraded, revoked]
    on:
      ConnectorProvisioned: provisioned
      ConnectorHealthChecked: healthy
      ConnectorDegraded: degraded
      ConnectorRevoked: revoked
      ConnectorReconnected: reconnected
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/decisionpoint.yaml",
        text: r"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: decisionpoint
doc: Decisions on record, who may take them, and when.

types:
  DecisionPointId:
    type: string
    minLength: 1
    doc: Identifies a decision point.
  DecisionPointState:
    enum: [open, discussing, resolved, overridden]
    doc: The stages of a decision.
  DecisionAuthorityRole:
    enum: [mission_owner, advisory, informed]
    doc: What say an actor has in a decision.
  Alternatives:
    type: array
    items: string
    minItems: 1
    doc: The options that were weighed.
  EvidenceRefs:
    type: array
    items: string
    minItems: 1
    doc: Where the evidence for a decision can be read.

mixins:
  DecisionRecord:
    doc: A decision as it stands when it enters a stage.
    fields:
      decision_point_id: DecisionPointId
      mission_id: MissionId
      run_id: RunId
      feature_slug: FeatureSlug
      phase: PhaseName
      actor_id: ActorId
      actor_type: RuntimeActorType
      authority_role: DecisionAuthorityRole
      mission_owner_authority_flag: { type: boolean, doc: Whether the actor acts for the mission's owner. }
      mission_owner_authority_path: { type: string, doc: Where that authority comes from. }
      rationale: { type: Text, doc: Why. }
      alternatives_considered: Alternatives
      evidence_refs: EvidenceRefs
      state_entered_at: { type: pydantic-datetime, doc: When the decision entered the stage. }
      recorded_at: { type: pydantic-datetime, doc: When that was put on record. }

events:
  DecisionPointOpened:
    since: 2.6.0
    doc: There is something to decide.
    include: [DecisionRecord]
  DecisionPointDiscussing: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.6.0
    doc: A decision is being talked over.
    include: [DecisionRecord]
  DecisionPointResolved:
    since: 2.6.0
    doc: A decision was taken.
    include: [DecisionRecord]
  DecisionPointOverridden:
    since: 2.6.0
    doc: A decision was taken back in favour of another.
    include: [DecisionRecord]

stateMachines:
  DecisionPoint:
    doc: Which stage of a decision may follow which, and who may bring it about.
    state: DecisionPointState
    initial: [open]
    terminal: [overridden]
    transitions:
      open: [discussing, resolved]
      discussing: [discussing, resolved]
      resolved: [overridden]
    guards:
      - id: mission-owner-decides
        to: [resolved, overridden]
        require: { actor_type: human, authority_role: mission_owner, mission_owner_authority_flag: true }
        doc: Only a person with the mission owner's authority takes or overrides a decision.
      - id: llm-advises-early
        if: { actor_type: llm }
        require: { phase: P0 }
        doc: A model takes part in the first phase only.
      - id: llm-has-no-say
        if: { actor_type: llm }
        require: { authority_role: { oneOf: [advisory, informed] } }
        doc: A model advises or is told; it does not decide.
      - id: llm-is-not-the-owner
        if: { actor_type: llm }
        require: { mission_owner_authority_flag: false }
        doc: A model never acts for the mission's owner.
    on:
      DecisionPointOpened: open
      DecisionPointDiscussing: discussing
      DecisionPointResolved: resolved
      DecisionPointOverridden: overridden
",
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/dossier.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: dossier
doc: The artifacts that a mission must have, those it has, and whether two copies agree.

types:
  ArtifactClass:
    enum: [input, workflow, output, evidence, policy, runtime]
    doc: The part that an artifact plays in a mission.
  DriftKind:
    enum: [artifact_added, artifact_removed, artifact_mutated, anomaly_introduced, anomaly_resolved, manifest_version_changed]
    doc: What makes a dossier differ from its baseline.
  HashAlgorithm:
    enum: [sha256, sha512, md5]
    doc: How a digest was computed.
  ParityStatus: # contracts:lint:ignore TYPE_UNUSED a reducer's state holds it
    enum: [clean, drifted, unknown]
    doc: Whether a dossier agrees with its baseline, as far as anyone has looked.
  ActorKind:
    enum: [human, llm, system]
    doc: What kind of actor something comes from.
  ByteCount:
    type: integer
    minimum: 0
    doc: A size in bytes.

  LocalNamespaceTuple:
    publish: true
    doc: What a baseline belongs to. All but `step_id` together tell one namespace from another.
    fields:
      project_uuid: { type: Text, doc: The project. Not checked to be a UUID. }
      feature_slug: FeatureSlug
      target_branch: { type: Text, doc: The branch that the mission lands on. }
      mission_key: MissionType
      manifest_version: { type: Text, doc: The version of the manifest that says what must be there. }
      step_id: { type: "string?", doc: The step at work. }
  ArtifactIdentity:
    publish: true
    doc: Which artifact is meant.
    fields:
      mission_key: MissionType
      path: { type: Text, doc: The file's path in the repository. }
      artifact_class: ArtifactClass
      run_id: { type: "string?", doc: The run it comes from. }
      wp_id: { type: "string?", doc: The work package it belongs to. }
  ContentHashRef:
    publish: true
    doc: The content of an artifact, told by its digest.
    fields:
      hash: Digest
      algorithm: HashAlgorithm
      size_bytes: { type: "ByteCount?", doc: The size of the content. }
      encoding: { type: "string?", doc: "The character encoding of the content, such as `utf-8`." }
  ProvenanceRef:
    publish: true
    doc: Where something comes from, as far as known.
    fields:
      source_event_ids: { type: "[string]?", doc: The events that led to it. }
      git_sha: { type: "string?", doc: The commit that holds it. }
      git_ref: { type: "string?", doc: The branch or tag that holds it. }
      actor_id: { type: "string?", doc: Who made it. }
      actor_kind: ActorKind?
      revised_at: { type: "string?", doc: "When it last changed, as text." }

events:
  MissionDossierArtifactIndexed:
    since: 2.4.0
    doc: An artifact was found and entered in the dossier.
    fields:
      namespace: LocalNamespaceTuple
      artifact_id: { type: ArtifactIdentity, doc: What was found. }
      content_ref: ContentHashRef
      indexed_at: { type: string, doc: "When, as text." }
      provenance: ProvenanceRef?
      step_id: { type: "string?", doc: The step that made it. }
      supersedes: { type: "ArtifactIdentity?", doc: The artifact whose place it takes. }
      context_diagnostics: { type: "object?", additionalProperties: string, doc: Whatever helps to explain the finding. }
  MissionDossierArtifactMissing: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.4.0
    doc: An artifact that should be there is not.
    fields:
      namespace: LocalNamespaceTuple
      expected_identity: { type: ArtifactIdentity, doc: What should be there. }
      manifest_step: { type: Text, doc: "The step that demands it, or `required_always`." }
      checked_at: { type: string, doc: "When, as text." }
      last_known_ref: { type: "ProvenanceRef?", doc: Where it was seen last. }
      remediation_hint: { type: "string?", doc: What would bring it back. }
      context_diagnostics: { type: "object?", additionalProperties: string, doc: Whatever helps to explain the finding. }
  MissionDossierSnapshotComputed:
    since: 2.4.0
    doc: The whole dossier was summed up in one digest.
    fields:
      namespace: LocalNamespaceTuple
      snapshot_hash: { type: Digest, doc: The digest of the whole; equal dossiers have equal ones. }
      artifact_count: { type: Count, doc: How many artifacts it holds. }
      anomaly_count: { type: Count, doc: "How many anomalies it has, such as missing artifacts." }
      computed_at: { type: string, doc: "When, as text." }
      algorithm: HashAlgorithm?
      context_diagnostics: { type: "object?", additionalProperties: string, doc: Whatever helps to explain the result. }
  MissionDossierParityDriftDetected:
    since: 2.4.0
    doc: A dossier no longer agrees with its baseline.
    fields:
      namespace: LocalNamespaceTuple
      expected_hash: { type: Digest, doc: The digest of the baseline. }
      actual_hash: { type: Digest, doc: The digest of the dossier. }
      drift_kind: DriftKind
      detected_at: { type: string, doc: "When, as text." }
      artifact_ids_changed: { type: "[ArtifactIdentity]?", doc: The artifacts that differ. }
      rebuild_hint: { type: "string?", doc: What would make them agree again. }
      context_diagnostics: { type: "object?", additionalProperties: string, doc: Whatever helps to explain the finding. }
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/envelope.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: envelope
doc: The envelope around every payload, and the record of a failed action.

types:
  EventType: # contracts:lint:ignore CLOSED_TEXT every domain adds events
    type: string
    minLength: 1
    doc: Names the contract of the payload.
  AggregateId:
    type: string
    minLength: 1
    doc: Identifies the entity that an event changes; the part before the first `/` names its kind.
  NodeId:
    type: string
    minLength: 1
    doc: Identifies the emitter whose Lamport clock an event carries.
  LamportTime:
    type: integer
    minimum: 0
    doc: A reading of a Lamport clock, in ticks.
  ContractVersion:
    type: string
    pattern: ^\d+\.\d+\.\d+$
    doc: A contract version of three numbers, `major.minor.patch`.
  DataTier:
    type: integer
    minimum: 0
    maximum: 4
    doc: How far an event may be shared, from 0 (stays on the machine) to 4 (telemetry).

  Event:
    publish: true
    doc: An event with the causal metadata that orders it among all others.
    fields:
      event_id: { type: event-id, doc: "Identifies the event: a ULID or a UUID." }
      event_type: EventType
      aggregate_id: AggregateId
      payload: { type: object, default: {}, doc: The payload; its contract is named by `event_type`. }
      timestamp: { type: pydantic-datetime, doc: Wall-clock time of the emitter. Breaks ties only. }
      node_id: NodeId
      lamport_clock: LamportTime
      causation_id: { type: "event-id?", doc: The event that caused this one; absent for a root event. }
      project_uuid: { type: uuid, doc: Scopes the event to one project. }
      project_slug: { type: "string?", doc: The project's readable name. }
      correlation_id: { type: event-id, doc: Ties together the events of one run. }
      schema_version: { type: ContractVersion, default: 1.0.0, doc: The contract version that the envelope signals. }
      data_tier: { type: DataTier, default: 0 }

  ErrorEntry:
    publish: true
    doc: A failed action, kept so that the next attempt can learn from it.
    fields:
      timestamp: { type: pydantic-datetime, doc: When the action failed. } # contracts:lint:ignore TIMESTAMP_NAMED_AT entries on disk have this key
      action_attempted: { type: Text, doc: What was tried. }
      error_message: { type: Text, doc: What went wrong. }
      resolution: { type: string, default: "", doc: How it was resolved; empty while it is not. }
      agent: { type: string, default: unknown, doc: Who tried. }
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/gates.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: gates
doc: What CI checks said about a change.

types:
  CheckRunConclusion:
    enum: [success, failure, timed_out, cancelled, action_required, neutral, skipped, stale]
    doc: How GitHub says that a check run ended.
  GateEvent:
    enum: [GatePassed, GateFailed] # contracts:lint:ignore ENUM_VALUE_SNAKE the values are names of events
    doc: The events that a check run can amount to.
  GateType:
    const: ci
    doc: What kind of gate it is.
  GateProvider:
    const: github
    doc: Whose check it is.
  PassedConclusion:
    const: success
    doc: The conclusion that opens a gate.
  FailedConclusion:
    enum: [failure, timed_out, cancelled, action_required]
    doc: The conclusions that keep a gate shut.
  CheckRunId:
    type: integer
    exclusiveMinimum: 0
    doc: The number that GitHub gave a check run.
  PullRequestNumber:
    type: integer
    exclusiveMinimum: 0
    doc: The number of a pull request in its repository.

mixins:
  GateCheck:
    doc: The check behind a gate.
    fields:
      gate_name: { type: Text, doc: "The gate, such as `ci/build`." }
      gate_type: GateType
      external_provider: GateProvider
      check_run_id: CheckRunId
      check_run_url: { type: uri, doc: Where the check run can be looked at. }
      delivery_id: { type: DeliveryId, doc: The webhook call that reported it. }
      pr_number: { type: "PullRequestNumber?", doc: The pull request under test. }

events:
  GatePassed:
    since: 2.0.0
    doc: A check let a change through.
    include: [GateCheck]
    fields:
      conclusion: PassedConclusion
  GateFailed:
    since: 2.0.0
    doc: A check stopped a change.
    include: [GateCheck]
    fields:
      conclusion: FailedConclusion

mappings:
  GateEvent:
    from: CheckRunConclusion
    to: GateEvent?
    table:
      success: GatePassed
      failure: GateFailed
      timed_out: GateFailed
      cancelled: GateFailed
      action_required: GateFailed
      neutral: null
      skipped: null
      stale: null
    doc: The event that a conclusion calls for; none if it neither opens nor shuts a gate.
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/glossary.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: glossary
doc: Which words a mission uses in which sense, and what happens when senses clash.

types:
  GlossaryScopeId:
    type: string
    minLength: 1
    doc: Identifies a glossary scope.
  GlossaryScopeType:
    enum: [spec_kitty_core, team_domain, audience_domain, mission_local]
    doc: Whose vocabulary a scope holds.
  GlossaryVersionId:
    type: string
    minLength: 1
    doc: Identifies a version of a glossary.
  Term:
    type: string
    minLength: 1
    doc: A word or phrase as it stands in the text.
  EventReference:
    type: string
    minLength: 1
    doc: The id of an earlier event, in whatever form its emitter wrote it.
  Confidence:
    type: number
    minimum: 0
    maximum: 1
    doc: How sure a finding is, from 0 (a guess) to 1 (certain).
  ConflictNature:
    enum: [overloaded, drift, ambiguous]
    doc: "How a term went wrong: several senses at once, a sense that moved, or one that cannot be told."
  ConflictSeverity:
    enum: [low, medium, high]
    doc: How much harm a clash of senses can do.
  Urgency: # contracts:lint:ignore TYPE_DUPLICATE how soon is not how harmful
    enum: [low, medium, high]
    doc: How soon an answer is needed.
  GlossaryStrictness:
    enum: ["off", medium, max]
    doc: How much a mission insists on settled terms.
  BlockingStrictness:
    enum: [medium, max]
    doc: The levels of strictness that can stop work.
  CheckRecommendation:
    enum: [block, warn, pass]
    doc: What a semantic check advises.
  ConflictEvents:
    type: array
    items: string
    minItems: 1
    doc: The ids of the semantic checks whose conflicts are still open.

  SemanticConflictEntry:
    publish: true
    doc: One term whose sense is in doubt.
    fields:
      term: Term
      nature: ConflictNature
      severity: ConflictSeverity
      description: { type: string, doc: What clashes with what. }

events:
  GlossaryScopeActivated:
    since: 2.2.0
    doc: A glossary applies to a mission from now on.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      scope_type: GlossaryScopeType
      glossary_version_id: GlossaryVersionId
  TermCandidateObserved:
    since: 2.2.0
    doc: A step used a term that may belong in the glossary.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      step_id: StepId
      term_surface: Term
      confidence: Confidence
      actor: { type: ActorId, doc: Who noticed. }
      step_metadata: { type: object, additionalProperties: string, default: {}, doc: What else is known about the step. }
  SemanticCheckEvaluated:
    since: 2.2.0
    doc: The terms of a step were checked against the glossary.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      step_id: StepId
      conflicts: { type: "[SemanticConflictEntry]", doc: What was found; empty if nothing was. }
      severity: { type: ConflictSeverity, doc: The worst of the findings. }
      confidence: { type: Confidence, doc: How sure the check is as a whole. }
      recommended_action: CheckRecommendation
      effective_strictness: { type: GlossaryStrictness, doc: The level that the check applied. }
      step_metadata: { type: object, additionalProperties: string, default: {}, doc: What else is known about the step. }
  GlossaryClarificationRequested:
    since: 2.2.0
    doc: Someone has to say what a term means.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      step_id: StepId
      semantic_check_event_id: { type: EventReference, doc: The check that raised the question. Requests are grouped by it. }
      term: Term
      question: { type: string, doc: What is asked. }
      options: { type: "[string]", doc: The meanings on offer. }
      urgency: Urgency
      actor: { type: ActorId, doc: Who asks. }
  GlossaryClarificationResolved:
    since: 2.2.0
    doc: Someone said what a term means.
    fields:
      mission_id: MissionId
      clarification_event_id: { type: EventReference, doc: The request that this answers. }
      selected_meaning: { type: Text, doc: "The answer, picked or written." }
      actor: { type: ActorId, doc: Who answered. }
  GlossarySenseUpdated:
    since: 2.2.0
    doc: A term has another sense than before.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      term_surface: Term
      before_sense: { type: "string?", doc: The sense it had; absent for its first. }
      after_sense: { type: Text, doc: The sense it has now. }
      reason: { type: string, doc: Why. }
      actor: ActorId
  GenerationBlockedBySemanticConflict:
    since: 2.2.0
    doc: A step may not generate anything before its terms are settled.
    fields:
      mission_id: MissionId
      step_id: StepId
      conflict_event_ids: ConflictEvents
      blocking_strictness: { type: BlockingStrictness, doc: The level that stopped it. }
      step_metadata: { type: object, additionalProperties: string, default: {}, doc: What else is known about the step. }
  GlossaryStrictnessSet:
    since: 2.2.0
    doc: A mission insists more, or less, on settled terms than before.
    fields:
      mission_id: MissionId
      new_strictness: { type: GlossaryStrictness, doc: The level from now on. }
      previous_strictness: { type: "GlossaryStrictness?", doc: The level until now; absent if none was set. }
      actor: ActorId
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/lifecycle.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: lifecycle
doc: Missions from their entry in the catalogue to their end.

types:
  MissionStatus: # contracts:lint:ignore TYPE_UNUSED a reducer's state holds it
    enum: [active, completed, cancelled]
    doc: Where a mission stands. Only an active one goes on.
  PhaseName:
    type: string
    minLength: 1
    doc: The name of a stage in a mission's template.

mixins:
  CatalogueEntry:
    doc: A feature as its project's catalogue lists it.
    fields:
      feature_slug: FeatureSlug
      feature_number: FeatureNumber
      mission_key: MissionType

events:
  FeatureCreated:
    since: 2.0.0
    doc: A feature entered the catalogue.
    include: [CatalogueEntry]
  FeatureClosed:
    since: 2.0.0
    doc: The catalogue's entry of a feature was closed.
    include: [CatalogueEntry]
  MissionStarted:
    since: 2.0.0
    doc: Work on a mission began.
    fields:
      mission_id: MissionId
      mission_type: MissionType
      initial_phase: { type: PhaseName, doc: Where it begins. }
      actor: ActorId
  MissionCompleted:
    since: 2.0.0
    doc: A mission reached its goal.
    fields:
      mission_id: MissionId
      mission_type: MissionType
      final_phase: { type: PhaseName, doc: Where it ended. }
      actor: ActorId
  MissionCancelled:
    since: 2.0.0
    doc: A mission was given up.
    fields:
      mission_id: MissionId
      reason: { type: Text, doc: Why. }
      actor: ActorId
      cancelled_wp_ids: { type: "[string]", default: [], doc: The work packages given up with it. }
  PhaseEntered:
    since: 2.0.0
    doc: A mission went on to another phase.
    fields:
      mission_id: MissionId
      phase_name: { type: PhaseName, doc: Where it is now. }
      previous_phase: { type: "PhaseName?", doc: Where it was before; absent for its first. }
      actor: ActorId
  ReviewRollback: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.0.0
    doc: A review sent a mission back to a phase that it had left.
    fields:
      mission_id: MissionId
      review_ref: { type: Text, doc: The review that did. }
      target_phase: { type: PhaseName, doc: Where the mission goes on. }
      affected_wp_ids: { type: "[string]", default: [], doc: The work packages to be done again. }
      actor: ActorId
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/line.yaml",
        text: r"# yaml-language-server: $schema=../../../codegen/schema/line.schema.json
line: v2
package: spec-kitty-events/v2
version: 2.9.0
doc: The Spec Kitty contract line before the cutover. It describes history; live events are not judged by it.

envelope:
  type: Event
  eventType: event_type
  payload: payload
  order:
    id: event_id
    time: timestamp
    timeOrder: text
    clock: lamport_clock
    aggregate: aggregate_id
    node: node_id
    cause: causation_id
",
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/mission_audit.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: mission_audit
doc: An audit of a mission, from the request to the verdict.

types:
  AuditStatus: # contracts:lint:ignore TYPE_UNUSED a reducer's state holds it
    enum: [pending, running, awaiting_decision, completed, failed]
    doc: Where an audit stands. Nothing follows a completed or failed one.
  AuditVerdict:
    enum: [pass, pass_with_warnings, fail, blocked_decision_required]
    doc: What an audit concludes.
  AuditSeverity:
    enum: [info, warning, error, critical]
    doc: How grave a finding or question is.
  AuditTrigger:
    enum: [manual, post_merge]
    doc: What sets off an audit.
  AuditEnforcement:
    enum: [advisory, blocking]
    doc: Whether a bad verdict stops the mission.
  AuditScope:
    type: array
    items: string
    minItems: 1
    doc: What an audit looks at.

  AuditArtifactRef:
    doc: The report of an audit.
    fields:
      report_path: { type: Text, doc: Where the report lies. }
      content_hash: ContentHashRef
      provenance: ProvenanceRef

mixins:
  AuditSubject:
    doc: The mission and run under audit.
    fields:
      mission_id: MissionId
      run_id: RunId
      feature_slug: FeatureSlug
      actor: ActorId

events:
  MissionAuditRequested:
    since: 2.5.0
    doc: An audit was asked for.
    include: [AuditSubject]
    fields:
      trigger_mode: AuditTrigger
      audit_scope: AuditScope
      enforcement_mode: AuditEnforcement
  MissionAuditStarted:
    since: 2.5.0
    doc: An audit is under way.
    include: [AuditSubject]
    fields:
      audit_scope_hash: { type: Digest, doc: The digest of what it looks at. }
  MissionAuditDecisionRequested:
    since: 2.5.0
    doc: An audit cannot go on before someone decides.
    include: [AuditSubject]
    fields:
      decision_id: DecisionId
      question: { type: string, doc: What is to be decided. }
      context_summary: { type: string, doc: What one has to know for it. }
      severity: AuditSeverity
  MissionAuditCompleted:
    since: 2.5.0
    doc: An audit came to its verdict. One without a report has failed instead.
    include: [AuditSubject]
    fields:
      verdict: AuditVerdict
      severity: { type: AuditSeverity, doc: The gravest of the findings. }
      findings_count: Count
      artifact_ref: AuditArtifactRef
      summary: { type: string, doc: The result in brief. }
  MissionAuditFailed:
    since: 2.5.0
    doc: An audit broke off without a verdict.
    include: [AuditSubject]
    fields:
      error_code: { type: Text, doc: A code for what went wrong. }
      error_message: { type: string, doc: What went wrong. }
      partial_artifact_ref: { type: "AuditArtifactRef?", doc: The report as far as it got. }
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/mission_next.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: mission_next
doc: One run of a mission, step by step.

types:
  MissionRunStatus: # contracts:lint:ignore TYPE_UNUSED a reducer's state holds it
    enum: [running, completed]
    doc: Where a run stands. Nothing follows a completed one.
  AgentId:
    type: string
    minLength: 1
    doc: Identifies the agent that a step is given to.
  RuntimeActorType:
    type: string
    pattern: ^(human|llm|service)$ # contracts:lint:ignore ENUM_OVER_PATTERN published schemas carry the pattern
    doc: "What kind of actor the runtime knows: `human`, `llm` or `service`."

  RuntimeActorIdentity:
    publish: true
    doc: Who acted in a run.
    fields:
      actor_id: ActorId
      actor_type: RuntimeActorType
      display_name: { type: string, default: "", doc: The name to show. }
      provider: { type: "string?", doc: "Who offers the model, such as `anthropic`." }
      model: { type: "string?", doc: Which model it is. }
      tool: { type: "string?", doc: The tool it acts through. }

events:
  MissionRunStarted:
    since: 2.3.0
    doc: A run began.
    fields:
      run_id: RunId
      mission_key: MissionType
      actor: RuntimeActorIdentity
  NextStepIssued:
    since: 2.3.0
    doc: An agent was given its next step.
    fields:
      run_id: RunId
      step_id: StepId
      agent_id: AgentId
      actor: { type: RuntimeActorIdentity, doc: Who gave it. }
  NextStepAutoCompleted:
    since: 2.3.0
    doc: A step ended and was marked so by the runtime.
    fields:
      run_id: RunId
      step_id: StepId
      agent_id: AgentId
      result: { type: Text, doc: "How it ended, such as `success`." }
      actor: RuntimeActorIdentity
  DecisionInputRequested:
    since: 2.3.0
    doc: A step waits for an answer.
    fields:
      run_id: RunId
      decision_id: DecisionId
      step_id: StepId
      question: { type: Text, doc: What is asked. }
      options: { type: "[string]", default: [], doc: Answers to choose from; others are allowed. }
      input_key: { type: "string?", doc: The input of the step that the answer fills. }
      actor: { type: RuntimeActorIdentity, doc: Who asks. }
  DecisionInputAnswered:
    since: 2.3.0
    doc: A step got its answer.
    fields:
      run_id: RunId
      decision_id: DecisionId
      answer: { type: Text, doc: The answer. }
      actor: { type: RuntimeActorIdentity, doc: Who answered. }
  MissionRunCompleted:
    since: 2.3.0
    doc: A run reached its end.
    fields:
      run_id: RunId
      mission_key: MissionType
      actor: RuntimeActorIdentity

reserved: [NextStepPlanned]
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/status.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: status
doc: Work-package lane transitions.

types:
  Lane:
    publish: true
    enum: [planned, claimed, in_progress, for_review, approved, done, blocked, canceled]
    aliases: { doing: in_progress }
    doc: The stages of a work package's life.
  SyncLaneV1:
    publish: true
    enum: [planned, doing, for_review, done]
    doc: The four lanes that first-generation consumers know.
  SyncLaneV2:
    publish: true
    enum: [planned, doing, for_review, approved, done]
    doc: The lanes of second-generation consumers, who tell an approved work package from a finished one.
  ExecutionMode:
    enum: [worktree, direct_repo]
    doc: Where the work of a work package happens.

  RepoEvidence:
    doc: What a finished work package changed in one repository.
    fields:
      repo: { type: Text, doc: The repository. }
      branch: { type: Text, doc: The branch that holds the change. }
      commit: { type: Text, doc: The commit that holds the change. }
      files_touched: { type: "[string]?", doc: Paths of the files that changed. }
  VerificationEntry:
    doc: One check that was run, and how it ended.
    fields:
      command: { type: Text, doc: What was run. }
      result: { type: Text, doc: How it ended. }
      summary: { type: "string?", doc: The result in a sentence. }
  ReviewVerdict:
    doc: What a reviewer decided.
    fields:
      reviewer: { type: Text, doc: The person or tool behind the verdict. }
      verdict: { type: Text, doc: The decision. }
      reference: { type: "string?", doc: Where the review can be read. }
  ChangedRepos:
    type: array
    items: RepoEvidence
    minItems: 1
    doc: The repositories that a finished work package changed.
  DoneEvidence:
    doc: Why a work package may count as approved or done.
    fields:
      repos: ChangedRepos
      verification: { type: "[VerificationEntry]", default: [], doc: The checks that were run. }
      review: ReviewVerdict

events:
  WPStatusChanged: # contracts:lint:ignore EVENT_NAME_CAMEL the name is part of the history
    since: 2.0.0
    payload: StatusTransitionPayload
    doc: A work package moved, or was moved, from one lane to another.
    fields:
      feature_slug: FeatureSlug
      wp_id: WorkPackageId
      from_lane: { type: "Lane?", doc: The lane it left; absent for its first. }
      to_lane: { type: Lane, doc: The lane it entered. }
      actor: ActorId
      force: { type: boolean, default: false, doc: Whether the transition overrides the matrix. }
      reason: { type: "string?", doc: Why it moved. }
      execution_mode: ExecutionMode
      review_ref: { type: "string?", doc: The review that sent it back. }
      evidence: { type: "DoneEvidence?", doc: Why it may count as approved or done. }
    rules:
      - id: forced-transition-states-reason
        if: { force: true }
        then: { reason: { notBlank: true } }
        doc: A forced transition says why.
      - id: finished-work-carries-evidence
        if: { to_lane: { oneOf: [approved, done] } }
        then: { evidence: present }
        doc: Approved and done work shows what it changed, how it was checked and who reviewed it.

stateMachines:
  WorkPackage:
    doc: Which lane may follow which.
    state: Lane
    initial: [planned]
    terminal: [done, canceled]
    transitions:
      planned: [claimed]
      claimed: [in_progress]
      in_progress: [for_review, approved, planned]
      for_review: [approved, done, in_progress, planned]
      approved: [done, in_progress, planned]
      blocked: [in_progress]
    fromEveryLive: [blocked, canceled]
    override: { event: WPStatusChanged, field: force }
    guards:
      - id: rollback-names-its-review
        from: [for_review, approved]
        to: [in_progress, planned]
        require: { review_ref: { notBlank: true } }
        doc: Work sent back from review says which review sent it.
      - id: abandoned-work-says-why
        from: [in_progress]
        to: [planned]
        require: { reason: { notBlank: true } }
        doc: Work that is given up says why.
    on:
      WPStatusChanged: { from: from_lane, to: to_lane }

mappings:
  SyncLaneV1:
    from: Lane
    to: SyncLaneV1
    table:
      planned: planned
      claimed: planned
      in_progress: doing
      for_review: for_review
      approved: done
      done: done
      blocked: doing
      canceled: planned
    doc: The lane as a first-generation consumer sees it.
  SyncLaneV2:
    from: Lane
    to: SyncLaneV2
    table:
      planned: planned
      claimed: planned
      in_progress: doing
      for_review: for_review
      approved: approved
      done: done
      blocked: doing
      canceled: planned
    doc: The lane as a second-generation consumer sees it.
"#,
    },
    BuiltInSource {
        line: "v2",
        path: "contracts/spec-kitty/v2/sync.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: sync
doc: What became of the events that connectors brought in.

types:
  SyncOutcome: # contracts:lint:ignore TYPE_UNUSED a reducer counts by it
    enum: [accepted, rejected, retry_scheduled, dead_lettered, replay_completed]
    doc: What can become of a delivery; one for each sync event.
  IngestBatchId:
    type: string
    minLength: 1
    doc: Identifies a batch of ingested events.
  IngestedCount:
    type: integer
    exclusiveMinimum: 0
    doc: How many events a batch brought in; an empty batch is none.
  AttemptCount:
    type: integer
    minimum: 1
    doc: A count of attempts that starts at 1.
  ReplayId:
    type: string
    minLength: 1
    doc: Identifies a replay.
  LinkId:
    type: string
    minLength: 1
    doc: Identifies a link between something here and something outside.

mixins:
  DeliveryMarkers:
    doc: Which delivery it was. `delivery_id` and `source_event_fingerprint` together make a repeated one known.
    fields:
      delivery_id: DeliveryId
      source_event_fingerprint: { type: Text, doc: A fingerprint of the event as the source sent it. }
      connector_id: ConnectorId
      mission_id: MissionId
      recorded_at: { type: pydantic-datetime, doc: When it was put on record. }

events:
  SyncIngestAccepted:
    since: 2.7.0
    doc: A delivery was taken in.
    include: [DeliveryMarkers]
    fields:
      ingest_batch_id: IngestBatchId
      ingested_count: IngestedCount
  SyncIngestRejected:
    since: 2.7.0
    doc: A delivery was turned away.
    include: [DeliveryMarkers]
    fields:
      rejection_reason: { type: Text, doc: Why. }
      rejected_payload_ref: { type: Text, doc: Where the payload is kept. }
  SyncRetryScheduled:
    since: 2.7.0
    doc: A delivery will be tried again.
    include: [DeliveryMarkers]
    fields:
      retry_attempt: { type: AttemptCount, doc: Which retry it is. }
      max_retries: { type: AttemptCount, doc: How many are made before giving up. }
      next_retry_at: { type: pydantic-datetime, doc: When it is due. }
  SyncDeadLettered:
    since: 2.7.0
    doc: A delivery was given up.
    include: [DeliveryMarkers]
    fields:
      failure_reason: { type: Text, doc: Why. }
      total_attempts: { type: AttemptCount, doc: How many were made. }
      dead_letter_ref: { type: Text, doc: Where the delivery is kept. }
  SyncReplayCompleted:
    since: 2.7.0
    doc: Earlier deliveries were played again.
    include: [DeliveryMarkers]
    fields:
      replay_id: ReplayId
      replayed_count: { type: Count, doc: How many were played. }
      replay_source: { type: Text, doc: Where they came from. }
  ExternalReferenceLinked:
    since: 2.7.0
    doc: Something here was tied to its counterpart outside.
    fields:
      link_id: LinkId
      connector_id: ConnectorId
      external_provider: Provider
      external_ref_type: { type: Text, doc: "What it is outside, such as `issue`." } # contracts:lint:ignore CLOSED_TEXT every provider has kinds of its own
      external_ref_id: { type: Text, doc: Which one it is outside. }
      external_ref_url: { type: uri, doc: Where it can be looked at outside. }
      internal_aggregate_type: { type: Text, doc: "What it is here, such as `work_package`." } # contracts:lint:ignore CLOSED_TEXT every domain adds kinds
      internal_aggregate_id: { type: Text, doc: Which one it is here. }
      mission_id: MissionId
      linked_by: { type: ActorId, doc: Who tied them. }
      recorded_at: { type: pydantic-datetime, doc: When it was put on record. }
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/collaboration.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: collaboration
doc: Several people and agents at work on one mission. Warnings advise; nothing is locked.

types:
  ParticipantId:
    type: string
    minLength: 1
    doc: Identifies a participant within a mission.
  ParticipantType:
    enum: [human, llm_context]
    doc: Whether a participant is a person or a model at work.
  AuthPrincipalId:
    type: string
    minLength: 1
    doc: Identifies an authenticated account.
  SessionId:
    type: string
    minLength: 1
    doc: Identifies a session of a participant.
  WarningId:
    type: string
    minLength: 1
    doc: Identifies a warning.
  CommentId:
    type: string
    minLength: 1
    doc: Identifies a comment.
  DriveIntent:
    enum: [active, inactive]
    doc: Whether a participant means to change things or only to watch.
  FocusTargetType:
    enum: [wp, step, file]
    doc: What kind of thing is in focus.
  StepOutcome:
    enum: [success, failure, skipped]
    doc: How a step ended.
  WarningSeverity:
    enum: [info, warning]
    doc: How much a warning asks for attention.
  WarningResponse:
    enum: [continue, hold, reassign, defer]
    doc: What a participant makes of a warning.
  SessionLinkType:
    enum: [cli_to_saas, saas_to_cli]
    doc: From which side two sessions were joined.
  InvolvedParticipants:
    type: array
    items: string
    minItems: 2
    doc: The participants that get into each other's way.

  ParticipantIdentity:
    publish: true
    doc: Who takes part in a mission.
    fields:
      participant_id: ParticipantId
      participant_type: ParticipantType
      display_name: { type: "string?", doc: The name to show. }
      session_id: { type: "string?", doc: The session they are in. }
  AuthPrincipalBinding:
    publish: true
    doc: Which account acts as which participant.
    fields:
      auth_principal_id: AuthPrincipalId
      participant_id: ParticipantId
      bound_at: { type: pydantic-datetime, doc: Since when. }
  FocusTarget:
    publish: true
    doc: What a participant is looking at.
    fields:
      target_type: FocusTargetType
      target_id: { type: Text, doc: Which one of its kind. }

mixins:
  Participation:
    doc: Who did it in which mission.
    fields:
      participant_id: ParticipantId
      mission_id: MissionId
  SharedWarning:
    doc: A warning that concerns several participants.
    fields:
      warning_id: WarningId
      mission_id: MissionId
      participant_ids: InvolvedParticipants

events:
  ParticipantInvited:
    since: 2.1.0
    doc: Someone was asked to join a mission, and has not joined yet.
    fields:
      participant_id: { type: ParticipantId, doc: Who was asked. }
      participant_identity: { type: ParticipantIdentity, doc: The same participant in full. }
      invited_by: { type: ParticipantId, doc: Who asked. }
      mission_id: MissionId
  ParticipantJoined:
    since: 2.1.0
    doc: A participant is on a mission's roster from now on.
    fields:
      participant_id: ParticipantId
      participant_identity: { type: ParticipantIdentity, doc: The same participant in full. }
      mission_id: MissionId
      auth_principal_id: { type: "string?", doc: The account behind the participant. }
  ParticipantLeft:
    since: 2.1.0
    doc: A participant is off a mission's roster.
    include: [Participation]
    fields:
      reason: { type: "string?", doc: "Why, such as `disconnect`." }
  PresenceHeartbeat: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.1.0
    doc: A participant is still there.
    include: [Participation]
    fields:
      session_id: { type: "string?", doc: The session that says so. }
  DriveIntentSet:
    since: 2.1.0
    doc: A participant took the wheel or let go of it.
    include: [Participation]
    fields:
      intent: DriveIntent
  FocusChanged:
    since: 2.1.0
    doc: A participant turned to something else.
    include: [Participation]
    fields:
      focus_target: { type: FocusTarget, doc: What they turned to. }
      previous_focus_target: { type: "FocusTarget?", doc: What they turned away from. }
  PromptStepExecutionStarted:
    since: 2.1.0
    doc: A participant began to execute a step.
    include: [Participation]
    fields:
      step_id: StepId
      wp_id: { type: "string?", doc: The work package that the step is for. }
      step_description: { type: "string?", doc: The step in a sentence. }
  PromptStepExecutionCompleted:
    since: 2.1.0
    doc: A participant is done with a step.
    include: [Participation]
    fields:
      step_id: StepId
      wp_id: { type: "string?", doc: The work package that the step was for. }
      outcome: StepOutcome
  ConcurrentDriverWarning: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.1.0
    doc: Several participants drive with the same thing in focus.
    include: [SharedWarning]
    fields:
      focus_target: { type: FocusTarget, doc: What they have in common. }
      severity: WarningSeverity
  PotentialStepCollisionDetected:
    since: 2.1.0
    doc: Several participants may be executing the same step.
    include: [SharedWarning]
    fields:
      step_id: StepId
      wp_id: { type: "string?", doc: The work package that the step is for. }
      severity: WarningSeverity
  WarningAcknowledged:
    since: 2.1.0
    doc: A participant has read a warning and says what follows from it.
    include: [Participation]
    fields:
      warning_id: WarningId
      acknowledgement: WarningResponse
  CommentPosted:
    since: 2.1.0
    doc: A participant said something.
    include: [Participation]
    fields:
      comment_id: CommentId
      content: { type: Text, doc: What they said. }
      reply_to: { type: "string?", doc: The comment it answers. }
  DecisionCaptured:
    since: 2.1.0
    doc: A participant settled a question.
    include: [Participation]
    fields:
      decision_id: DecisionId
      topic: { type: Text, doc: The question. }
      chosen_option: { type: Text, doc: The answer. }
      rationale: { type: "string?", doc: Why this answer. }
      referenced_warning_id: { type: "string?", doc: The warning that raised the question. }
  SessionLinked:
    since: 2.1.0
    doc: Two sessions of a participant were joined.
    include: [Participation]
    fields:
      primary_session_id: { type: SessionId, doc: The session that leads. }
      linked_session_id: { type: SessionId, doc: The session that was added. }
      link_type: SessionLinkType
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/common.yaml",
        text: r"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: common
doc: Scalars that several domains share.

types:
  Text:
    type: string
    minLength: 1
    doc: A string that is not empty. White space counts.
  MissionId:
    type: string
    minLength: 1
    doc: Identifies a mission.
  MissionSlug:
    type: string
    minLength: 1
    doc: The readable, stable name of a mission.
  MissionNumber:
    type: integer
    minimum: 1
    doc: The number of a mission in its project's catalogue.
  MissionType: # contracts:lint:ignore CLOSED_TEXT projects bring templates of their own
    type: string
    minLength: 1
    doc: The workflow template that a mission follows, such as `software-dev`.
  RunId:
    type: string
    minLength: 1
    doc: Identifies one run of a mission.
  StepId:
    type: string
    minLength: 1
    doc: Identifies a step of a mission.
  WorkPackageId:
    type: string
    minLength: 1
    doc: Identifies a work package within a mission.
  ActorId:
    type: string
    minLength: 1
    doc: Identifies whoever, or whatever, acted.
  DecisionId:
    type: string
    minLength: 1
    doc: Identifies a decision.
  DeliveryId:
    type: string
    minLength: 1
    doc: Identifies one delivery from outside; a repeated delivery has the same one.
  Digest:
    type: string
    minLength: 1
    doc: The text form of a digest, hexadecimal by convention.
  Count:
    type: integer
    minimum: 0
    doc: How many there are.
",
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/connector.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: connector
doc: Connections to services outside, and the users behind them.

types:
  ConnectorId:
    type: string
    minLength: 1
    doc: Identifies a connector.
  ConnectorType: # contracts:lint:ignore CLOSED_TEXT connectors are added without a new contract
    type: string
    minLength: 1
    doc: What kind of connector it is.
  Provider:
    type: string
    minLength: 1
    doc: The service on the other side, such as `jira`.
  UserId:
    type: string
    minLength: 1
    doc: Identifies a user of a connector.
  ConnectorActorType:
    type: string
    pattern: ^(human|service|system)$ # contracts:lint:ignore ENUM_OVER_PATTERN published schemas carry the pattern
    doc: "What kind of actor a connector knows: `human`, `service` or `system`."
  ConnectorState:
    enum: [provisioned, healthy, degraded, revoked, reconnected]
    doc: The states of a connection.
  HealthStatus:
    enum: [healthy, degraded, unreachable]
    doc: What a health check found.
  ReconnectStrategy:
    enum: [automatic, manual, backoff]
    doc: How a connection was brought back.
  Latency:
    type: number
    minimum: 0
    doc: How long an answer took, in milliseconds.

  UserConnectionStatus:
    publish: true
    doc: How one user's connection stands.
    fields:
      user_id: { type: string, doc: The user. }
      state: ConnectorState
      last_event_at: { type: "pydantic-datetime?", doc: When it last changed. }

mixins:
  ConnectorAction:
    doc: Who did something to which connector.
    fields:
      connector_id: ConnectorId
      connector_type: ConnectorType
      provider: Provider
      mission_id: MissionId
      project_uuid: { type: uuid, doc: The project that the connector serves. }
      actor_id: ActorId
      actor_type: ConnectorActorType
      endpoint_url: { type: uri, doc: Where the service is reached. }
      recorded_at: { type: pydantic-datetime, doc: When it was put on record. }

events:
  ConnectorProvisioned:
    since: 2.7.0
    doc: A connector was set up.
    include: [ConnectorAction]
    fields:
      credentials_ref: { type: Text, doc: Where the credentials are kept; never the credentials. }
      config_hash: { type: Digest, doc: The digest of the connector's settings. }
      user_id: { type: "string?", doc: The user it was set up for. }
  ConnectorHealthChecked:
    since: 2.7.0
    doc: A connector was checked. Whatever was found, it counts as healthy until it is reported degraded.
    include: [ConnectorAction]
    fields:
      health_status: HealthStatus
      latency_ms: Latency
      user_id: { type: "string?", doc: The user whose connection was checked. }
  ConnectorDegraded:
    since: 2.7.0
    doc: A connector works badly or not at all.
    include: [ConnectorAction]
    fields:
      degradation_reason: { type: Text, doc: What is wrong. }
      last_healthy_at: { type: pydantic-datetime, doc: When it last worked well. }
      user_id: { type: "string?", doc: The user who is affected. }
  ConnectorRevoked:
    since: 2.7.0
    doc: A connector lost its access.
    include: [ConnectorAction]
    fields:
      revocation_reason: { type: Text, doc: Why. }
      user_id: { type: "string?", doc: The user whose access it was. }
  ConnectorReconnected:
    since: 2.7.0
    doc: A connector was connected again.
    include: [ConnectorAction]
    fields:
      previous_state: { type: ConnectorState, doc: The state it came back from. }
      reconnect_strategy: ReconnectStrategy
      user_id: { type: "string?", doc: The user who is connected again. }
  UserConnected:
    since: 2.8.0
    doc: A user is connected from now on. The connector's state stays as it is.
    include: [ConnectorAction]
    fields:
      user_id: UserId
  UserDisconnected:
    since: 2.8.0
    doc: A user is no longer connected. The connector's state stays as it is.
    include: [ConnectorAction]
    fields:
      user_id: UserId
      reason: { type: string, default: "", doc: Why; empty if nobody said. }

stateMachines:
  Connector:
    doc: Which state of a connector may follow which.
    state: ConnectorState
    initial: [provisioned]
    transitions:
      provisioned: [healthy, degraded, revoked]
      healthy: [degraded, revoked]
      degraded: [healthy, revoked, reconnected]
      revoked: [reconnected]
      reconnected: [healthy, degraded, revoked]
    on:
      ConnectorProvisioned: provisioned
      ConnectorHealthChecked: healthy
      ConnectorDegraded: degraded
      ConnectorRevoked: revoked
      ConnectorReconnected: reconnected
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/cutover.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: cutover
doc: The cutover policy as a document that peers can read. The policy itself stands in `line.yaml`.

types:
  SignalLocation:
    enum: [event_envelope, payload, artifact_only]
    doc: Where the contract version is signalled.
  MajorVersion:
    type: integer
    minimum: 0
    doc: The first number of a version.

  CutoverArtifact:
    publish: true
    additionalProperties: false
    doc: What live events must signal, and what they must no longer carry.
    fields:
      artifact_version: { type: ContractVersion, doc: The version of this document. }
      release_version: { type: ContractVersion, doc: The release that made the cut. }
      signal_field_name: { type: Text, doc: The field that carries the contract version. }
      signal_location: SignalLocation
      cutover_contract_version: { type: Text, doc: The only contract version that is accepted. }
      accepted_major: { type: MajorVersion, doc: Its major number. }
      forbidden_legacy_keys: { type: "[string]", doc: Keys that are refused. }
      forbidden_legacy_event_names: { type: "[string]", doc: Event types that are refused. }
      forbidden_legacy_aggregate_names: { type: "[string]", doc: Kinds of aggregate that are refused. }
      forbidden_legacy_contract_surfaces: { type: "[string]", default: [], doc: Parts of the older contract that are gone. }
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/decisionpoint.yaml",
        text: r"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: decisionpoint
doc: Decisions on record, who may take them, and when.

types:
  DecisionPointId:
    type: string
    minLength: 1
    doc: Identifies a decision point.
  DecisionPointState:
    enum: [open, discussing, resolved, overridden]
    doc: The stages of a decision.
  DecisionAuthorityRole:
    enum: [mission_owner, advisory, informed]
    doc: What say an actor has in a decision.
  Alternatives:
    type: array
    items: string
    minItems: 1
    doc: The options that were weighed.
  EvidenceRefs:
    type: array
    items: string
    minItems: 1
    doc: Where the evidence for a decision can be read.

mixins:
  DecisionRecord:
    doc: A decision as it stands when it enters a stage.
    fields:
      decision_point_id: DecisionPointId
      mission_id: MissionId
      run_id: RunId
      mission_slug: MissionSlug
      mission_type: MissionType
      phase: PhaseName
      actor_id: ActorId
      actor_type: RuntimeActorType
      authority_role: DecisionAuthorityRole
      mission_owner_authority_flag: { type: boolean, doc: Whether the actor acts for the mission's owner. }
      mission_owner_authority_path: { type: string, doc: Where that authority comes from. }
      rationale: { type: Text, doc: Why. }
      alternatives_considered: Alternatives
      evidence_refs: EvidenceRefs
      state_entered_at: { type: pydantic-datetime, doc: When the decision entered the stage. }
      recorded_at: { type: pydantic-datetime, doc: When that was put on record. }

events:
  DecisionPointOpened:
    since: 2.6.0
    additionalProperties: false
    doc: There is something to decide.
    include: [DecisionRecord]
  DecisionPointDiscussing: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.6.0
    additionalProperties: false
    doc: A decision is being talked over.
    include: [DecisionRecord]
  DecisionPointResolved:
    since: 2.6.0
    additionalProperties: false
    doc: A decision was taken.
    include: [DecisionRecord]
  DecisionPointOverridden:
    since: 2.6.0
    additionalProperties: false
    doc: A decision was taken back in favour of another.
    include: [DecisionRecord]

stateMachines:
  DecisionPoint:
    doc: Which stage of a decision may follow which, and who may bring it about.
    state: DecisionPointState
    initial: [open]
    terminal: [overridden]
    transitions:
      open: [discussing, resolved]
      discussing: [discussing, resolved]
      resolved: [overridden]
    guards:
      - id: mission-owner-decides
        to: [resolved, overridden]
        require: { actor_type: human, authority_role: mission_owner, mission_owner_authority_flag: true }
        doc: Only a person with the mission owner's authority takes or overrides a decision.
      - id: llm-advises-early
        if: { actor_type: llm }
        require: { phase: P0 }
        doc: A model takes part in the first phase only.
      - id: llm-has-no-say
        if: { actor_type: llm }
        require: { authority_role: { oneOf: [advisory, informed] } }
        doc: A model advises or is told; it does not decide.
      - id: llm-is-not-the-owner
        if: { actor_type: llm }
        require: { mission_owner_authority_flag: false }
        doc: A model never acts for the mission's owner.
    on:
      DecisionPointOpened: open
      DecisionPointDiscussing: discussing
      DecisionPointResolved: resolved
      DecisionPointOverridden: overridden
",
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/dossier.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: dossier
doc: The artifacts that a mission must have, those it has, and whether two copies agree.

types:
  ArtifactClass:
    enum: [input, workflow, output, evidence, policy, runtime]
    doc: The part that an artifact plays in a mission.
  DriftKind:
    enum: [artifact_added, artifact_removed, artifact_mutated, anomaly_introduced, anomaly_resolved, manifest_version_changed]
    doc: What makes a dossier differ from its baseline.
  HashAlgorithm:
    enum: [sha256, sha512, md5]
    doc: How a digest was computed.
  ParityStatus: # contracts:lint:ignore TYPE_UNUSED a reducer's state holds it
    enum: [clean, drifted, unknown]
    doc: Whether a dossier agrees with its baseline, as far as anyone has looked.
  ActorKind:
    enum: [human, llm, system]
    doc: What kind of actor something comes from.
  ByteCount:
    type: integer
    minimum: 0
    doc: A size in bytes.

  LocalNamespaceTuple:
    publish: true
    additionalProperties: false
    doc: What a baseline belongs to. All but `step_id` together tell one namespace from another.
    fields:
      project_uuid: { type: Text, doc: The project. Not checked to be a UUID. }
      mission_slug: MissionSlug
      target_branch: { type: Text, doc: The branch that the mission lands on. }
      mission_type: MissionType
      manifest_version: { type: Text, doc: The version of the manifest that says what must be there. }
      step_id: { type: "string?", doc: The step at work. }
  ArtifactIdentity:
    publish: true
    additionalProperties: false
    doc: Which artifact is meant.
    fields:
      mission_type: MissionType
      path: { type: Text, doc: The file's path in the repository. }
      artifact_class: ArtifactClass
      run_id: { type: "string?", doc: The run it comes from. }
      wp_id: { type: "string?", doc: The work package it belongs to. }
  ContentHashRef:
    publish: true
    additionalProperties: false
    doc: The content of an artifact, told by its digest.
    fields:
      hash: Digest
      algorithm: HashAlgorithm
      size_bytes: { type: "ByteCount?", doc: The size of the content. }
      encoding: { type: "string?", doc: "The character encoding of the content, such as `utf-8`." }
  ProvenanceRef:
    publish: true
    additionalProperties: false
    doc: Where something comes from, as far as known.
    fields:
      source_event_ids: { type: "[string]?", doc: The events that led to it. }
      git_sha: { type: "string?", doc: The commit that holds it. }
      git_ref: { type: "string?", doc: The branch or tag that holds it. }
      actor_id: { type: "string?", doc: Who made it. }
      actor_kind: ActorKind?
      revised_at: { type: "string?", doc: "When it last changed, as text." }

events:
  MissionDossierArtifactIndexed:
    since: 2.4.0
    additionalProperties: false
    doc: An artifact was found and entered in the dossier.
    fields:
      namespace: LocalNamespaceTuple
      artifact_id: { type: ArtifactIdentity, doc: What was found. }
      content_ref: ContentHashRef
      indexed_at: { type: string, doc: "When, as text." }
      provenance: ProvenanceRef?
      step_id: { type: "string?", doc: The step that made it. }
      supersedes: { type: "ArtifactIdentity?", doc: The artifact whose place it takes. }
      context_diagnostics: { type: "object?", additionalProperties: string, doc: Whatever helps to explain the finding. }
  MissionDossierArtifactMissing: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.4.0
    additionalProperties: false
    doc: An artifact that should be there is not.
    fields:
      namespace: LocalNamespaceTuple
      expected_identity: { type: ArtifactIdentity, doc: What should be there. }
      manifest_step: { type: Text, doc: "The step that demands it, or `required_always`." }
      checked_at: { type: string, doc: "When, as text." }
      last_known_ref: { type: "ProvenanceRef?", doc: Where it was seen last. }
      remediation_hint: { type: "string?", doc: What would bring it back. }
      context_diagnostics: { type: "object?", additionalProperties: string, doc: Whatever helps to explain the finding. }
  MissionDossierSnapshotComputed:
    since: 2.4.0
    additionalProperties: false
    doc: The whole dossier was summed up in one digest.
    fields:
      namespace: LocalNamespaceTuple
      snapshot_hash: { type: Digest, doc: The digest of the whole; equal dossiers have equal ones. }
      artifact_count: { type: Count, doc: How many artifacts it holds. }
      anomaly_count: { type: Count, doc: "How many anomalies it has, such as missing artifacts." }
      computed_at: { type: string, doc: "When, as text." }
      algorithm: HashAlgorithm?
      context_diagnostics: { type: "object?", additionalProperties: string, doc: Whatever helps to explain the result. }
  MissionDossierParityDriftDetected:
    since: 2.4.0
    additionalProperties: false
    doc: A dossier no longer agrees with its baseline.
    fields:
      namespace: LocalNamespaceTuple
      expected_hash: { type: Digest, doc: The digest of the baseline. }
      actual_hash: { type: Digest, doc: The digest of the dossier. }
      drift_kind: DriftKind
      detected_at: { type: string, doc: "When, as text." }
      artifact_ids_changed: { type: "[ArtifactIdentity]?", doc: The artifacts that differ. }
      rebuild_hint: { type: "string?", doc: What would make them agree again. }
      context_diagnostics: { type: "object?", additionalProperties: string, doc: Whatever helps to explain the finding. }
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/envelope.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: envelope
doc: The envelope around every payload, and the record of a failed action.

types:
  EventType: # contracts:lint:ignore CLOSED_TEXT every domain adds events
    type: string
    minLength: 1
    doc: Names the contract of the payload.
  AggregateId:
    type: string
    minLength: 1
    doc: Identifies the entity that an event changes; the part before the first `/` names its kind.
  BuildId:
    type: string
    minLength: 1
    doc: Identifies the checkout or worktree that produced an event.
  NodeId:
    type: string
    minLength: 1
    doc: Identifies the emitter whose Lamport clock an event carries.
  LamportTime:
    type: integer
    minimum: 0
    doc: A reading of a Lamport clock, in ticks.
  ContractVersion:
    type: string
    pattern: ^\d+\.\d+\.\d+$
    doc: A contract version of three numbers, `major.minor.patch`.
  DataTier:
    type: integer
    minimum: 0
    maximum: 4
    doc: How far an event may be shared, from 0 (stays on the machine) to 4 (telemetry).

  Event:
    publish: true
    doc: An event with the causal metadata that orders it among all others.
    fields:
      event_id: { type: event-id, doc: "Identifies the event: a ULID or a UUID." }
      event_type: EventType
      aggregate_id: AggregateId
      payload: { type: object, default: {}, doc: The payload; its contract is named by `event_type`. }
      timestamp: { type: pydantic-datetime, doc: Wall-clock time of the emitter. Breaks ties only. }
      build_id: BuildId
      node_id: NodeId
      lamport_clock: LamportTime
      causation_id: { type: "event-id?", doc: The event that caused this one; absent for a root event. }
      project_uuid: { type: uuid, doc: Scopes the event to one project. }
      project_slug: { type: "string?", doc: The project's readable name. }
      correlation_id: { type: event-id, doc: Ties together the events of one run. }
      schema_version: { type: ContractVersion, default: 3.0.0, doc: The contract version that the envelope signals. }
      data_tier: { type: DataTier, default: 0 }

  ErrorEntry:
    publish: true
    doc: A failed action, kept so that the next attempt can learn from it.
    fields:
      timestamp: { type: pydantic-datetime, doc: When the action failed. } # contracts:lint:ignore TIMESTAMP_NAMED_AT entries on disk have this key
      action_attempted: { type: Text, doc: What was tried. }
      error_message: { type: Text, doc: What went wrong. }
      resolution: { type: string, default: "", doc: How it was resolved; empty while it is not. }
      agent: { type: string, default: unknown, doc: Who tried. }
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/gates.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: gates
doc: What CI checks said about a change.

types:
  CheckRunConclusion:
    enum: [success, failure, timed_out, cancelled, action_required, neutral, skipped, stale]
    doc: How GitHub says that a check run ended.
  GateEvent:
    enum: [GatePassed, GateFailed] # contracts:lint:ignore ENUM_VALUE_SNAKE the values are names of events
    doc: The events that a check run can amount to.
  GateType:
    const: ci
    doc: What kind of gate it is.
  GateProvider:
    const: github
    doc: Whose check it is.
  PassedConclusion:
    const: success
    doc: The conclusion that opens a gate.
  FailedConclusion:
    enum: [failure, timed_out, cancelled, action_required]
    doc: The conclusions that keep a gate shut.
  CheckRunId:
    type: integer
    exclusiveMinimum: 0
    doc: The number that GitHub gave a check run.
  PullRequestNumber:
    type: integer
    exclusiveMinimum: 0
    doc: The number of a pull request in its repository.

mixins:
  GateCheck:
    doc: The check behind a gate.
    fields:
      gate_name: { type: Text, doc: "The gate, such as `ci/build`." }
      gate_type: GateType
      external_provider: GateProvider
      check_run_id: CheckRunId
      check_run_url: { type: uri, doc: Where the check run can be looked at. }
      delivery_id: { type: DeliveryId, doc: The webhook call that reported it. }
      pr_number: { type: "PullRequestNumber?", doc: The pull request under test. }

events:
  GatePassed:
    since: 2.0.0
    doc: A check let a change through.
    include: [GateCheck]
    fields:
      conclusion: PassedConclusion
  GateFailed:
    since: 2.0.0
    doc: A check stopped a change.
    include: [GateCheck]
    fields:
      conclusion: FailedConclusion

mappings:
  GateEvent:
    from: CheckRunConclusion
    to: GateEvent?
    table:
      success: GatePassed
      failure: GateFailed
      timed_out: GateFailed
      cancelled: GateFailed
      action_required: GateFailed
      neutral: null
      skipped: null
      stale: null
    doc: The event that a conclusion calls for; none if it neither opens nor shuts a gate.
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/glossary.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: glossary
doc: Which words a mission uses in which sense, and what happens when senses clash.

types:
  GlossaryScopeId:
    type: string
    minLength: 1
    doc: Identifies a glossary scope.
  GlossaryScopeType:
    enum: [spec_kitty_core, team_domain, audience_domain, mission_local]
    doc: Whose vocabulary a scope holds.
  GlossaryVersionId:
    type: string
    minLength: 1
    doc: Identifies a version of a glossary.
  Term:
    type: string
    minLength: 1
    doc: A word or phrase as it stands in the text.
  EventReference:
    type: string
    minLength: 1
    doc: The id of an earlier event, in whatever form its emitter wrote it.
  Confidence:
    type: number
    minimum: 0
    maximum: 1
    doc: How sure a finding is, from 0 (a guess) to 1 (certain).
  ConflictNature:
    enum: [overloaded, drift, ambiguous]
    doc: "How a term went wrong: several senses at once, a sense that moved, or one that cannot be told."
  ConflictSeverity:
    enum: [low, medium, high]
    doc: How much harm a clash of senses can do.
  Urgency: # contracts:lint:ignore TYPE_DUPLICATE how soon is not how harmful
    enum: [low, medium, high]
    doc: How soon an answer is needed.
  GlossaryStrictness:
    enum: ["off", medium, max]
    doc: How much a mission insists on settled terms.
  BlockingStrictness:
    enum: [medium, max]
    doc: The levels of strictness that can stop work.
  CheckRecommendation:
    enum: [block, warn, pass]
    doc: What a semantic check advises.
  ConflictEvents:
    type: array
    items: string
    minItems: 1
    doc: The ids of the semantic checks whose conflicts are still open.

  SemanticConflictEntry:
    publish: true
    doc: One term whose sense is in doubt.
    fields:
      term: Term
      nature: ConflictNature
      severity: ConflictSeverity
      description: { type: string, doc: What clashes with what. }

events:
  GlossaryScopeActivated:
    since: 2.2.0
    doc: A glossary applies to a mission from now on.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      scope_type: GlossaryScopeType
      glossary_version_id: GlossaryVersionId
  TermCandidateObserved:
    since: 2.2.0
    doc: A step used a term that may belong in the glossary.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      step_id: StepId
      term_surface: Term
      confidence: Confidence
      actor: { type: ActorId, doc: Who noticed. }
      step_metadata: { type: object, additionalProperties: string, default: {}, doc: What else is known about the step. }
  SemanticCheckEvaluated:
    since: 2.2.0
    doc: The terms of a step were checked against the glossary.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      step_id: StepId
      conflicts: { type: "[SemanticConflictEntry]", doc: What was found; empty if nothing was. }
      severity: { type: ConflictSeverity, doc: The worst of the findings. }
      confidence: { type: Confidence, doc: How sure the check is as a whole. }
      recommended_action: CheckRecommendation
      effective_strictness: { type: GlossaryStrictness, doc: The level that the check applied. }
      step_metadata: { type: object, additionalProperties: string, default: {}, doc: What else is known about the step. }
  GlossaryClarificationRequested:
    since: 2.2.0
    doc: Someone has to say what a term means.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      step_id: StepId
      semantic_check_event_id: { type: EventReference, doc: The check that raised the question. Requests are grouped by it. }
      term: Term
      question: { type: string, doc: What is asked. }
      options: { type: "[string]", doc: The meanings on offer. }
      urgency: Urgency
      actor: { type: ActorId, doc: Who asks. }
  GlossaryClarificationResolved:
    since: 2.2.0
    doc: Someone said what a term means.
    fields:
      mission_id: MissionId
      clarification_event_id: { type: EventReference, doc: The request that this answers. }
      selected_meaning: { type: Text, doc: "The answer, picked or written." }
      actor: { type: ActorId, doc: Who answered. }
  GlossarySenseUpdated:
    since: 2.2.0
    doc: A term has another sense than before.
    fields:
      mission_id: MissionId
      scope_id: GlossaryScopeId
      term_surface: Term
      before_sense: { type: "string?", doc: The sense it had; absent for its first. }
      after_sense: { type: Text, doc: The sense it has now. }
      reason: { type: string, doc: Why. }
      actor: ActorId
  GenerationBlockedBySemanticConflict:
    since: 2.2.0
    doc: A step may not generate anything before its terms are settled.
    fields:
      mission_id: MissionId
      step_id: StepId
      conflict_event_ids: ConflictEvents
      blocking_strictness: { type: BlockingStrictness, doc: The level that stopped it. }
      step_metadata: { type: object, additionalProperties: string, default: {}, doc: What else is known about the step. }
  GlossaryStrictnessSet:
    since: 2.2.0
    doc: A mission insists more, or less, on settled terms than before.
    fields:
      mission_id: MissionId
      new_strictness: { type: GlossaryStrictness, doc: The level from now on. }
      previous_strictness: { type: "GlossaryStrictness?", doc: The level until now; absent if none was set. }
      actor: ActorId
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/lifecycle.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: lifecycle
doc: Missions from their entry in the catalogue to their end.

types:
  MissionStatus: # contracts:lint:ignore TYPE_UNUSED a reducer's state holds it
    enum: [active, completed, cancelled]
    doc: Where a mission stands. Only an active one goes on.
  PhaseName:
    type: string
    minLength: 1
    doc: The name of a stage in a mission's template.

mixins:
  CatalogueEntry:
    doc: A mission as its project's catalogue lists it.
    fields:
      mission_slug: MissionSlug
      mission_number: MissionNumber
      mission_type: MissionType

events:
  MissionCreated:
    since: 3.0.0
    additionalProperties: false
    doc: A mission entered the catalogue.
    include: [CatalogueEntry]
  MissionClosed:
    since: 3.0.0
    additionalProperties: false
    doc: The catalogue's entry of a mission was closed.
    include: [CatalogueEntry]
  MissionStarted:
    since: 2.0.0
    doc: Work on a mission began.
    fields:
      mission_id: MissionId
      mission_type: MissionType
      initial_phase: { type: PhaseName, doc: Where it begins. }
      actor: ActorId
  MissionCompleted:
    since: 2.0.0
    doc: A mission reached its goal.
    fields:
      mission_id: MissionId
      mission_type: MissionType
      final_phase: { type: PhaseName, doc: Where it ended. }
      actor: ActorId
  MissionCancelled:
    since: 2.0.0
    doc: A mission was given up.
    fields:
      mission_id: MissionId
      reason: { type: Text, doc: Why. }
      actor: ActorId
      cancelled_wp_ids: { type: "[string]", default: [], doc: The work packages given up with it. }
  PhaseEntered:
    since: 2.0.0
    doc: A mission went on to another phase.
    fields:
      mission_id: MissionId
      phase_name: { type: PhaseName, doc: Where it is now. }
      previous_phase: { type: "PhaseName?", doc: Where it was before; absent for its first. }
      actor: ActorId
  ReviewRollback: # contracts:lint:ignore EVENT_NAME_PAST_TENSE the name is part of the history
    since: 2.0.0
    doc: A review sent a mission back to a phase that it had left.
    fields:
      mission_id: MissionId
      review_ref: { type: Text, doc: The review that did. }
      target_phase: { type: PhaseName, doc: Where the mission goes on. }
      affected_wp_ids: { type: "[string]", default: [], doc: The work packages to be done again. }
      actor: ActorId
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/line.yaml",
        text: r"# yaml-language-server: $schema=../../../codegen/schema/line.schema.json
line: v3
package: spec-kitty-events
version: 3.2.0
doc: The live Spec Kitty contract line. Envelopes signal contract version 3.0.0.

envelope:
  type: Event
  eventType: event_type
  payload: payload
  order:
    id: event_id
    time: timestamp
    timeOrder: text
    clock: lamport_clock
    aggregate: aggregate_id
    node: node_id
    cause: causation_id

cutover:
  signal: schema_version
  acceptedMajor: 3
  contractVersion: 3.0.0
  forbiddenKeys: [feature_slug, feature_number, mission_key]
  forbiddenEventNames: [FeatureCreated, FeatureClosed]
  aggregate: aggregate_id
  forbiddenAggregateNames: [feature, feature_catalog]

migration:
  from: v2
  events:
    FeatureCreated: MissionCreated
    FeatureClosed: MissionClosed
  readAs:
    MissionCompleted: MissionRunCompleted # the runtime of 2.x wrote the end of a run so
  aggregates:
    feature: mission
    feature_catalog: mission_catalog
  renames:
    feature_slug: mission_slug
    feature_number: mission_number
    mission_key: mission_type
  set:
    schema_version: 3.0.0
  supply:
    build_id: { option: build-id }
    mission_type: { option: mission-type, per: mission_slug, knownFrom: [MissionCreated, MissionClosed] }
    mission_number: { option: mission-number, per: mission_slug, knownFrom: [MissionCreated, MissionClosed] }
",
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/mission_audit.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: mission_audit
doc: An audit of a mission, from the request to the verdict.

types:
  AuditStatus: # contracts:lint:ignore TYPE_UNUSED a reducer's state holds it
    enum: [pending, running, awaiting_decision, completed, failed]
    doc: Where an audit stands. Nothing follows a completed or failed one.
  AuditVerdict:
    enum: [pass, pass_with_warnings, fail, blocked_decision_required]
    doc: What an audit concludes.
  AuditSeverity:
    enum: [info, warning, error, critical]
    doc: How grave a finding or question is.
  AuditTrigger:
    enum: [manual, post_merge]
    doc: What sets off an audit.
  AuditEnforcement:
    enum: [advisory, blocking]
    doc: Whether a bad verdict stops the mission.
  AuditScope:
    type: array
    items: string
    minItems: 1
    doc: What an audit looks at.

  AuditArtifactRef:
    additionalProperties: false
    doc: The report of an audit.
    fields:
      report_path: { type: Text, doc: Where the report lies. }
      content_hash: ContentHashRef
      provenance: ProvenanceRef

mixins:
  AuditSubject:
    doc: The mission and run under audit.
    fields:
      mission_id: MissionId
      run_id: RunId
      mission_slug: MissionSlug
      mission_number: MissionNumber
      mission_type: MissionType
      actor: ActorId

events:
  MissionAuditRequested:
    since: 2.5.0
    additionalProperties: false
    doc: An audit was asked for.
    include: [AuditSubject]
    fields:
      trigger_mode: AuditTrigger
      audit_scope: AuditScope
      enforcement_mode: AuditEnforcement
  MissionAuditStarted:
    since: 2.5.0
    additionalProperties: false
    doc: An audit is under way.
    include: [AuditSubject]
    fields:
      audit_scope_hash: { type: Digest, doc: The digest of what it looks at. }
  MissionAuditDecisionRequested:
    since: 2.5.0
    additionalProperties: false
    doc: An audit cannot go on before someone decides.
    include: [AuditSubject]
    fields:
      decision_id: DecisionId
      question: { type: string, doc: What is to be decided. }
      context_summary: { type: string, doc: What one has to know for it. }
      severity: AuditSeverity
  MissionAuditCompleted:
    since: 2.5.0
    additionalProperties: false
    doc: An audit came to its verdict. One without a report has failed instead.
    include: [AuditSubject]
    fields:
      verdict: AuditVerdict
      severity: { type: AuditSeverity, doc: The gravest of the findings. }
      findings_count: Count
      artifact_ref: AuditArtifactRef
      summary: { type: string, doc: The result in brief. }
  MissionAuditFailed:
    since: 2.5.0
    additionalProperties: false
    doc: An audit broke off without a verdict.
    include: [AuditSubject]
    fields:
      error_code: { type: Text, doc: A code for what went wrong. }
      error_message: { type: string, doc: What went wrong. }
      partial_artifact_ref: { type: "AuditArtifactRef?", doc: The report as far as it got. }
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/mission_next.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: mission_next
doc: One run of a mission, step by step.

types:
  MissionRunStatus: # contracts:lint:ignore TYPE_UNUSED a reducer's state holds it
    enum: [running, completed]
    doc: Where a run stands. Nothing follows a completed one.
  AgentId:
    type: string
    minLength: 1
    doc: Identifies the agent that a step is given to.
  RuntimeActorType:
    type: string
    pattern: ^(human|llm|service)$ # contracts:lint:ignore ENUM_OVER_PATTERN published schemas carry the pattern
    doc: "What kind of actor the runtime knows: `human`, `llm` or `service`."

  RuntimeActorIdentity:
    publish: true
    doc: Who acted in a run.
    fields:
      actor_id: ActorId
      actor_type: RuntimeActorType
      display_name: { type: string, default: "", doc: The name to show. }
      provider: { type: "string?", doc: "Who offers the model, such as `anthropic`." }
      model: { type: "string?", doc: Which model it is. }
      tool: { type: "string?", doc: The tool it acts through. }

events:
  MissionRunStarted:
    since: 2.3.0
    doc: A run began.
    fields:
      run_id: RunId
      mission_type: MissionType
      actor: RuntimeActorIdentity
  NextStepIssued:
    since: 2.3.0
    doc: An agent was given its next step.
    fields:
      run_id: RunId
      step_id: StepId
      agent_id: AgentId
      actor: { type: RuntimeActorIdentity, doc: Who gave it. }
  NextStepAutoCompleted:
    since: 2.3.0
    doc: A step ended and was marked so by the runtime.
    fields:
      run_id: RunId
      step_id: StepId
      agent_id: AgentId
      result: { type: Text, doc: "How it ended, such as `success`." }
      actor: RuntimeActorIdentity
  DecisionInputRequested:
    since: 2.3.0
    doc: A step waits for an answer.
    fields:
      run_id: RunId
      decision_id: DecisionId
      step_id: StepId
      question: { type: Text, doc: What is asked. }
      options: { type: "[string]", default: [], doc: Answers to choose from; others are allowed. }
      input_key: { type: "string?", doc: The input of the step that the answer fills. }
      actor: { type: RuntimeActorIdentity, doc: Who asks. }
  DecisionInputAnswered:
    since: 2.3.0
    doc: A step got its answer.
    fields:
      run_id: RunId
      decision_id: DecisionId
      answer: { type: Text, doc: The answer. }
      actor: { type: RuntimeActorIdentity, doc: Who answered. }
  MissionRunCompleted:
    since: 2.3.0
    doc: A run reached its end.
    fields:
      run_id: RunId
      mission_type: MissionType
      actor: RuntimeActorIdentity

reserved: [NextStepPlanned]
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/profile_invocation.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: profile_invocation
doc: Steps that run under an agent profile.

types:
  ProfileSlug:
    type: string
    minLength: 1
    doc: The readable, stable name of an agent profile.

events:
  ProfileInvocationStarted:
    since: 3.1.0
    additionalProperties: false
    doc: A step began to run under a profile.
    fields:
      mission_id: MissionId
      run_id: RunId
      step_id: StepId
      action: { type: Text, doc: What the step does. }
      profile_slug: ProfileSlug
      profile_version: { type: "Text?", doc: Which version of it; absent where profiles have none. }
      actor: RuntimeActorIdentity
      governance_scope: { type: "Text?", doc: The scope whose rules apply. }

reserved: [ProfileInvocationCompleted, ProfileInvocationFailed]
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/retrospective.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: retrospective
doc: Whether a mission was looked back on. Nothing follows either event.

types:
  RetrospectiveTrigger:
    enum: [runtime, operator, policy]
    doc: Who or what calls for a retrospective.

events:
  RetrospectiveCompleted:
    since: 3.1.0
    additionalProperties: false
    doc: A mission was looked back on.
    fields:
      mission_id: MissionId
      actor: ActorId
      trigger_source: RetrospectiveTrigger
      artifact_ref: { type: "ProvenanceRef?", doc: "What came of it, if anything was written down." }
      completed_at: { type: iso-8601, doc: When. }
  RetrospectiveSkipped:
    since: 3.1.0
    additionalProperties: false
    doc: Someone decided not to look back on a mission.
    fields:
      mission_id: MissionId
      actor: { type: ActorId, doc: Who decided. }
      trigger_source: RetrospectiveTrigger
      skip_reason: { type: Text, doc: Why not. }
      skipped_at: { type: iso-8601, doc: When it was decided. }
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/status.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: status
doc: Work-package lane transitions.

types:
  Lane:
    publish: true
    enum: [planned, claimed, in_progress, for_review, approved, done, blocked, canceled]
    aliases: { doing: in_progress }
    doc: The stages of a work package's life.
  SyncLaneV1:
    publish: true
    enum: [planned, doing, for_review, done]
    doc: The four lanes that first-generation consumers know.
  SyncLaneV2:
    publish: true
    enum: [planned, doing, for_review, approved, done]
    doc: The lanes of second-generation consumers, who tell an approved work package from a finished one.
  ExecutionMode:
    enum: [worktree, direct_repo]
    doc: Where the work of a work package happens.

  Actor:
    anyOf:
      - { type: string, notBlank: true }
      - { type: object, minProperties: 1 }
    doc: Who acted, as a plain label or as a record with audit fields such as `role`, `profile` or `tool`.

  RepoEvidence:
    doc: What a finished work package changed in one repository.
    fields:
      repo: { type: Text, doc: The repository. }
      branch: { type: Text, doc: The branch that holds the change. }
      commit: { type: Text, doc: The commit that holds the change. }
      files_touched: { type: "[string]?", doc: Paths of the files that changed. }
  VerificationEntry:
    doc: One check that was run, and how it ended.
    fields:
      command: { type: Text, doc: What was run. }
      result: { type: Text, doc: How it ended. }
      summary: { type: "string?", doc: The result in a sentence. }
  ReviewVerdict:
    doc: What a reviewer decided.
    fields:
      reviewer: { type: Text, doc: The person or tool behind the verdict. }
      verdict: { type: Text, doc: The decision. }
      reference: { type: "string?", doc: Where the review can be read. }
  ChangedRepos:
    type: array
    items: RepoEvidence
    minItems: 1
    doc: The repositories that a finished work package changed.
  DoneEvidence:
    doc: Why a work package may count as approved or done.
    fields:
      repos: ChangedRepos
      verification: { type: "[VerificationEntry]", default: [], doc: The checks that were run. }
      review: ReviewVerdict

events:
  WPStatusChanged: # contracts:lint:ignore EVENT_NAME_CAMEL the name is part of the history
    since: 2.0.0
    payload: StatusTransitionPayload
    additionalProperties: false
    doc: A work package moved, or was moved, from one lane to another.
    fields:
      mission_slug: MissionSlug
      wp_id: WorkPackageId
      from_lane: { type: "Lane?", doc: The lane it left; absent for its first. }
      to_lane: { type: Lane, doc: The lane it entered. }
      actor: Actor
      force: { type: boolean, default: false, doc: Whether the transition overrides the matrix. }
      reason: { type: "string?", doc: Why it moved. }
      execution_mode: ExecutionMode
      review_ref: { type: "string?", doc: The review that sent it back. }
      evidence: { type: "DoneEvidence?", doc: Why it may count as approved or done. }
    rules:
      - id: forced-transition-states-reason
        if: { force: true }
        then: { reason: { notBlank: true } }
        doc: A forced transition says why.
      - id: finished-work-carries-evidence
        if: { to_lane: { oneOf: [approved, done] } }
        then: { evidence: present }
        doc: Approved and done work shows what it changed, how it was checked and who reviewed it.

stateMachines:
  WorkPackage:
    doc: Which lane may follow which.
    state: Lane
    initial: [planned]
    terminal: [done, canceled]
    transitions:
      planned: [claimed]
      claimed: [in_progress]
      in_progress: [for_review, approved, planned]
      for_review: [approved, done, in_progress, planned]
      approved: [done, in_progress, planned]
      blocked: [in_progress]
    fromEveryLive: [blocked, canceled]
    override: { event: WPStatusChanged, field: force }
    guards:
      - id: rollback-names-its-review
        from: [for_review, approved]
        to: [in_progress, planned]
        require: { review_ref: { notBlank: true } }
        doc: Work sent back from review says which review sent it.
      - id: abandoned-work-says-why
        from: [in_progress]
        to: [planned]
        require: { reason: { notBlank: true } }
        doc: Work that is given up says why.
    on:
      WPStatusChanged: { from: from_lane, to: to_lane }

mappings:
  SyncLaneV1:
    from: Lane
    to: SyncLaneV1
    table:
      planned: planned
      claimed: planned
      in_progress: doing
      for_review: for_review
      approved: done
      done: done
      blocked: doing
      canceled: planned
    doc: The lane as a first-generation consumer sees it.
  SyncLaneV2:
    from: Lane
    to: SyncLaneV2
    table:
      planned: planned
      claimed: planned
      in_progress: doing
      for_review: for_review
      approved: approved
      done: done
      blocked: doing
      canceled: planned
    doc: The lane as a second-generation consumer sees it.
"#,
    },
    BuiltInSource {
        line: "v3",
        path: "contracts/spec-kitty/v3/sync.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: sync
doc: What became of the events that connectors brought in.

types:
  SyncOutcome: # contracts:lint:ignore TYPE_UNUSED a reducer counts by it
    enum: [accepted, rejected, retry_scheduled, dead_lettered, replay_completed]
    doc: What can become of a delivery; one for each sync event.
  IngestBatchId:
    type: string
    minLength: 1
    doc: Identifies a batch of ingested events.
  IngestedCount:
    type: integer
    exclusiveMinimum: 0
    doc: How many events a batch brought in; an empty batch is none.
  AttemptCount:
    type: integer
    minimum: 1
    doc: A count of attempts that starts at 1.
  ReplayId:
    type: string
    minLength: 1
    doc: Identifies a replay.
  LinkId:
    type: string
    minLength: 1
    doc: Identifies a link between something here and something outside.

mixins:
  DeliveryMarkers:
    doc: Which delivery it was. `delivery_id` and `source_event_fingerprint` together make a repeated one known.
    fields:
      delivery_id: DeliveryId
      source_event_fingerprint: { type: Text, doc: A fingerprint of the event as the source sent it. }
      connector_id: ConnectorId
      mission_id: MissionId
      recorded_at: { type: pydantic-datetime, doc: When it was put on record. }

events:
  SyncIngestAccepted:
    since: 2.7.0
    doc: A delivery was taken in.
    include: [DeliveryMarkers]
    fields:
      ingest_batch_id: IngestBatchId
      ingested_count: IngestedCount
  SyncIngestRejected:
    since: 2.7.0
    doc: A delivery was turned away.
    include: [DeliveryMarkers]
    fields:
      rejection_reason: { type: Text, doc: Why. }
      rejected_payload_ref: { type: Text, doc: Where the payload is kept. }
  SyncRetryScheduled:
    since: 2.7.0
    doc: A delivery will be tried again.
    include: [DeliveryMarkers]
    fields:
      retry_attempt: { type: AttemptCount, doc: Which retry it is. }
      max_retries: { type: AttemptCount, doc: How many are made before giving up. }
      next_retry_at: { type: pydantic-datetime, doc: When it is due. }
  SyncDeadLettered:
    since: 2.7.0
    doc: A delivery was given up.
    include: [DeliveryMarkers]
    fields:
      failure_reason: { type: Text, doc: Why. }
      total_attempts: { type: AttemptCount, doc: How many were made. }
      dead_letter_ref: { type: Text, doc: Where the delivery is kept. }
  SyncReplayCompleted:
    since: 2.7.0
    doc: Earlier deliveries were played again.
    include: [DeliveryMarkers]
    fields:
      replay_id: ReplayId
      replayed_count: { type: Count, doc: How many were played. }
      replay_source: { type: Text, doc: Where they came from. }
  ExternalReferenceLinked:
    since: 2.7.0
    doc: Something here was tied to its counterpart outside.
    fields:
      link_id: LinkId
      connector_id: ConnectorId
      external_provider: Provider
      external_ref_type: { type: Text, doc: "What it is outside, such as `issue`." } # contracts:lint:ignore CLOSED_TEXT every provider has kinds of its own
      external_ref_id: { type: Text, doc: Which one it is outside. }
      external_ref_url: { type: uri, doc: Where it can be looked at outside. }
      internal_aggregate_type: { type: Text, doc: "What it is here, such as `work_package`." } # contracts:lint:ignore CLOSED_TEXT every domain adds kinds
      internal_aggregate_id: { type: Text, doc: Which one it is here. }
      mission_id: MissionId
      linked_by: { type: ActorId, doc: Who tied them. }
      recorded_at: { type: pydantic-datetime, doc: When it was put on record. }
"#,
    },
];

/// Cases that were written by hand, and recorded streams, by their paths among the fixtures.
pub static FIXTURES: &[BuiltInFile] = &[
    BuiltInFile { path: "v3/collaboration/replay/anomalies_permissive.golden.json", text: include_str!("../fixtures/v3/collaboration/replay/anomalies_permissive.golden.json") },
    BuiltInFile { path: "v3/collaboration/replay/anomalies_permissive.jsonl", text: include_str!("../fixtures/v3/collaboration/replay/anomalies_permissive.jsonl") },
    BuiltInFile { path: "v3/collaboration/replay/anomalies_permissive.options.json", text: include_str!("../fixtures/v3/collaboration/replay/anomalies_permissive.options.json") },
    BuiltInFile { path: "v3/collaboration/replay/anomalies_strict.golden.json", text: include_str!("../fixtures/v3/collaboration/replay/anomalies_strict.golden.json") },
    BuiltInFile { path: "v3/collaboration/replay/anomalies_strict.jsonl", text: include_str!("../fixtures/v3/collaboration/replay/anomalies_strict.jsonl") },
    BuiltInFile { path: "v3/collaboration/replay/anomalies_strict.options.json", text: include_str!("../fixtures/v3/collaboration/replay/anomalies_strict.options.json") },
    BuiltInFile { path: "v3/collaboration/replay/everyday.golden.json", text: include_str!("../fixtures/v3/collaboration/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/collaboration/replay/everyday.jsonl", text: include_str!("../fixtures/v3/collaboration/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/collaboration/replay/mixed.golden.json", text: include_str!("../fixtures/v3/collaboration/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/collaboration/replay/mixed.jsonl", text: include_str!("../fixtures/v3/collaboration/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/collaboration/replay/mixed.options.json", text: include_str!("../fixtures/v3/collaboration/replay/mixed.options.json") },
    BuiltInFile { path: "v3/collaboration/replay/stops_strict.golden.json", text: include_str!("../fixtures/v3/collaboration/replay/stops_strict.golden.json") },
    BuiltInFile { path: "v3/collaboration/replay/stops_strict.jsonl", text: include_str!("../fixtures/v3/collaboration/replay/stops_strict.jsonl") },
    BuiltInFile { path: "v3/collaboration/replay/stops_strict.options.json", text: include_str!("../fixtures/v3/collaboration/replay/stops_strict.options.json") },
    BuiltInFile { path: "v3/connector/replay/anomalies.golden.json", text: include_str!("../fixtures/v3/connector/replay/anomalies.golden.json") },
    BuiltInFile { path: "v3/connector/replay/anomalies.jsonl", text: include_str!("../fixtures/v3/connector/replay/anomalies.jsonl") },
    BuiltInFile { path: "v3/connector/replay/everyday.golden.json", text: include_str!("../fixtures/v3/connector/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/connector/replay/everyday.jsonl", text: include_str!("../fixtures/v3/connector/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/connector/replay/mixed.golden.json", text: include_str!("../fixtures/v3/connector/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/connector/replay/mixed.jsonl", text: include_str!("../fixtures/v3/connector/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/decisionpoint/replay/anomalies.golden.json", text: include_str!("../fixtures/v3/decisionpoint/replay/anomalies.golden.json") },
    BuiltInFile { path: "v3/decisionpoint/replay/anomalies.jsonl", text: include_str!("../fixtures/v3/decisionpoint/replay/anomalies.jsonl") },
    BuiltInFile { path: "v3/decisionpoint/replay/everyday.golden.json", text: include_str!("../fixtures/v3/decisionpoint/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/decisionpoint/replay/everyday.jsonl", text: include_str!("../fixtures/v3/decisionpoint/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/decisionpoint/replay/mixed.golden.json", text: include_str!("../fixtures/v3/decisionpoint/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/decisionpoint/replay/mixed.jsonl", text: include_str!("../fixtures/v3/decisionpoint/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/dossier/cases/dossier_artifact_indexed_invalid_class.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_artifact_indexed_invalid_class.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_artifact_indexed_missing_path.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_artifact_indexed_missing_path.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_artifact_indexed_supersedes.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_artifact_indexed_supersedes.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_artifact_indexed_valid.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_artifact_indexed_valid.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_artifact_indexed_with_provenance.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_artifact_indexed_with_provenance.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_artifact_missing_required_always.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_artifact_missing_required_always.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_artifact_missing_required_by_step.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_artifact_missing_required_by_step.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_namespace_collision_coverage.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_namespace_collision_coverage.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_parity_drift_artifact_added.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_parity_drift_artifact_added.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_parity_drift_artifact_mutated.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_parity_drift_artifact_mutated.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_parity_drift_namespace_mismatch.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_parity_drift_namespace_mismatch.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_snapshot_computed_clean.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_snapshot_computed_clean.json") },
    BuiltInFile { path: "v3/dossier/cases/dossier_snapshot_computed_with_anomalies.json", text: include_str!("../fixtures/v3/dossier/cases/dossier_snapshot_computed_with_anomalies.json") },
    BuiltInFile { path: "v3/dossier/replay/anomalies.golden.json", text: include_str!("../fixtures/v3/dossier/replay/anomalies.golden.json") },
    BuiltInFile { path: "v3/dossier/replay/anomalies.jsonl", text: include_str!("../fixtures/v3/dossier/replay/anomalies.jsonl") },
    BuiltInFile { path: "v3/dossier/replay/dossier_drift_scenario.golden.json", text: include_str!("../fixtures/v3/dossier/replay/dossier_drift_scenario.golden.json") },
    BuiltInFile { path: "v3/dossier/replay/dossier_drift_scenario.jsonl", text: include_str!("../fixtures/v3/dossier/replay/dossier_drift_scenario.jsonl") },
    BuiltInFile { path: "v3/dossier/replay/dossier_happy_path.golden.json", text: include_str!("../fixtures/v3/dossier/replay/dossier_happy_path.golden.json") },
    BuiltInFile { path: "v3/dossier/replay/dossier_happy_path.jsonl", text: include_str!("../fixtures/v3/dossier/replay/dossier_happy_path.jsonl") },
    BuiltInFile { path: "v3/dossier/replay/everyday.golden.json", text: include_str!("../fixtures/v3/dossier/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/dossier/replay/everyday.jsonl", text: include_str!("../fixtures/v3/dossier/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/dossier/replay/mixed.golden.json", text: include_str!("../fixtures/v3/dossier/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/dossier/replay/mixed.jsonl", text: include_str!("../fixtures/v3/dossier/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/dossier/replay/two_namespaces.golden.json", text: include_str!("../fixtures/v3/dossier/replay/two_namespaces.golden.json") },
    BuiltInFile { path: "v3/dossier/replay/two_namespaces.jsonl", text: include_str!("../fixtures/v3/dossier/replay/two_namespaces.jsonl") },
    BuiltInFile { path: "v3/glossary/replay/anomalies_permissive.golden.json", text: include_str!("../fixtures/v3/glossary/replay/anomalies_permissive.golden.json") },
    BuiltInFile { path: "v3/glossary/replay/anomalies_permissive.jsonl", text: include_str!("../fixtures/v3/glossary/replay/anomalies_permissive.jsonl") },
    BuiltInFile { path: "v3/glossary/replay/anomalies_permissive.options.json", text: include_str!("../fixtures/v3/glossary/replay/anomalies_permissive.options.json") },
    BuiltInFile { path: "v3/glossary/replay/anomalies_strict.golden.json", text: include_str!("../fixtures/v3/glossary/replay/anomalies_strict.golden.json") },
    BuiltInFile { path: "v3/glossary/replay/anomalies_strict.jsonl", text: include_str!("../fixtures/v3/glossary/replay/anomalies_strict.jsonl") },
    BuiltInFile { path: "v3/glossary/replay/everyday.golden.json", text: include_str!("../fixtures/v3/glossary/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/glossary/replay/everyday.jsonl", text: include_str!("../fixtures/v3/glossary/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/glossary/replay/malformed.golden.json", text: include_str!("../fixtures/v3/glossary/replay/malformed.golden.json") },
    BuiltInFile { path: "v3/glossary/replay/malformed.jsonl", text: include_str!("../fixtures/v3/glossary/replay/malformed.jsonl") },
    BuiltInFile { path: "v3/glossary/replay/malformed.options.json", text: include_str!("../fixtures/v3/glossary/replay/malformed.options.json") },
    BuiltInFile { path: "v3/glossary/replay/mixed.golden.json", text: include_str!("../fixtures/v3/glossary/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/glossary/replay/mixed.jsonl", text: include_str!("../fixtures/v3/glossary/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/lifecycle/replay/anomalies.golden.json", text: include_str!("../fixtures/v3/lifecycle/replay/anomalies.golden.json") },
    BuiltInFile { path: "v3/lifecycle/replay/anomalies.jsonl", text: include_str!("../fixtures/v3/lifecycle/replay/anomalies.jsonl") },
    BuiltInFile { path: "v3/lifecycle/replay/everyday.golden.json", text: include_str!("../fixtures/v3/lifecycle/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/lifecycle/replay/everyday.jsonl", text: include_str!("../fixtures/v3/lifecycle/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/lifecycle/replay/mixed.golden.json", text: include_str!("../fixtures/v3/lifecycle/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/lifecycle/replay/mixed.jsonl", text: include_str!("../fixtures/v3/lifecycle/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/mission_audit/replay/anomalies.golden.json", text: include_str!("../fixtures/v3/mission_audit/replay/anomalies.golden.json") },
    BuiltInFile { path: "v3/mission_audit/replay/anomalies.jsonl", text: include_str!("../fixtures/v3/mission_audit/replay/anomalies.jsonl") },
    BuiltInFile { path: "v3/mission_audit/replay/everyday.golden.json", text: include_str!("../fixtures/v3/mission_audit/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/mission_audit/replay/everyday.jsonl", text: include_str!("../fixtures/v3/mission_audit/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/mission_audit/replay/malformed.golden.json", text: include_str!("../fixtures/v3/mission_audit/replay/malformed.golden.json") },
    BuiltInFile { path: "v3/mission_audit/replay/malformed.jsonl", text: include_str!("../fixtures/v3/mission_audit/replay/malformed.jsonl") },
    BuiltInFile { path: "v3/mission_audit/replay/mixed.golden.json", text: include_str!("../fixtures/v3/mission_audit/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/mission_audit/replay/mixed.jsonl", text: include_str!("../fixtures/v3/mission_audit/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/mission_next/replay/anomalies.golden.json", text: include_str!("../fixtures/v3/mission_next/replay/anomalies.golden.json") },
    BuiltInFile { path: "v3/mission_next/replay/anomalies.jsonl", text: include_str!("../fixtures/v3/mission_next/replay/anomalies.jsonl") },
    BuiltInFile { path: "v3/mission_next/replay/everyday.golden.json", text: include_str!("../fixtures/v3/mission_next/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/mission_next/replay/everyday.jsonl", text: include_str!("../fixtures/v3/mission_next/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/mission_next/replay/mixed.golden.json", text: include_str!("../fixtures/v3/mission_next/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/mission_next/replay/mixed.jsonl", text: include_str!("../fixtures/v3/mission_next/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/status/replay/anomalies.golden.json", text: include_str!("../fixtures/v3/status/replay/anomalies.golden.json") },
    BuiltInFile { path: "v3/status/replay/anomalies.jsonl", text: include_str!("../fixtures/v3/status/replay/anomalies.jsonl") },
    BuiltInFile { path: "v3/status/replay/everyday.golden.json", text: include_str!("../fixtures/v3/status/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/status/replay/everyday.jsonl", text: include_str!("../fixtures/v3/status/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/status/replay/mixed.golden.json", text: include_str!("../fixtures/v3/status/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/status/replay/mixed.jsonl", text: include_str!("../fixtures/v3/status/replay/mixed.jsonl") },
    BuiltInFile { path: "v3/sync/replay/anomalies.golden.json", text: include_str!("../fixtures/v3/sync/replay/anomalies.golden.json") },
    BuiltInFile { path: "v3/sync/replay/anomalies.jsonl", text: include_str!("../fixtures/v3/sync/replay/anomalies.jsonl") },
    BuiltInFile { path: "v3/sync/replay/everyday.golden.json", text: include_str!("../fixtures/v3/sync/replay/everyday.golden.json") },
    BuiltInFile { path: "v3/sync/replay/everyday.jsonl", text: include_str!("../fixtures/v3/sync/replay/everyday.jsonl") },
    BuiltInFile { path: "v3/sync/replay/mixed.golden.json", text: include_str!("../fixtures/v3/sync/replay/mixed.golden.json") },
    BuiltInFile { path: "v3/sync/replay/mixed.jsonl", text: include_str!("../fixtures/v3/sync/replay/mixed.jsonl") },
];
